import type { Host } from "@sallyport/host";
import type { PidFiles } from "./write-pid-files.ts";

/** Tells who asked for it that the command has started. */
export async function announce(host: Host, files: PidFiles): Promise<void> {
  if (files.pidFile === undefined && files.internalPidFile === undefined) return;
  const { writePidFiles } = await import("./write-pid-files.ts");
  writePidFiles(host, files);
}
