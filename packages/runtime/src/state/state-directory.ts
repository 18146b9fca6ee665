import type { Host } from "@sallyport/host";

/** Where runsc keeps its state when `--root` does not say: an empty XDG_RUNTIME_DIR counts as none (podman sets it so). */
export function defaultStateDirectory(host: Host): string {
  const runtimeDirectory = host.process.environment["XDG_RUNTIME_DIR"];
  return runtimeDirectory ? `${runtimeDirectory}/runsc` : "/var/run/runsc";
}
