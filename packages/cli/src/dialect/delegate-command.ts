import type { Host } from "@sallyport/host";
import { readConfiguration } from "@sallyport/runtime/configuration";
import type { CommandLine } from "../command-line.ts";
import { resolveSettings } from "../settings.ts";
import { handOver } from "./hand-over.ts";

/** Hands the call over where a runtime to do it is named; returns where none is. */
export async function delegateCommand(host: Host, line: CommandLine): Promise<void> {
  const { globals, dialect } = line;
  const files = await readConfiguration(host, globals.config);
  const { environment } = host.process;
  const { delegate } = resolveSettings({ globals, environment, files, dialect });
  if (delegate !== undefined) handOver(host, delegate.value, line);
}
