import type { Host } from "@sallyport/host";
import type { ContainerSource } from "./container-store.ts";
import { runscStateReader } from "./read-runsc-state.ts";
import { parseStateFileName } from "./state-file-name.ts";

/** The containers in a state directory of runsc (gVisor facts, 2.1). */
export function runscContainers(host: Host, directory: string): ContainerSource {
  return {
    directory,
    entries: (names) =>
      names
        .flatMap((file) => parseStateFileName(file) ?? [])
        .map((name) => ({ id: name.containerId, read: runscStateReader(host, directory, name) })),
  };
}
