import { type ContainerRecord, type HostOrigin, isSallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { ContainerEntry, ContainerSource } from "./container-store.ts";

/** Reads one container's state file; undefined when it was deleted meanwhile. */
export type ReadContainer = (
  host: Host,
  id: string,
  directory: string,
  origin: HostOrigin,
) => Promise<ContainerRecord | undefined>;

const idPattern = /^[\w+.-]+$/;
/** Where runc and crun have a created container's init wait for its start. */
const startFifo = "exec.fifo";

/** A state directory with a folder for each container, which has `stateFile` in it: that of runc, and that of crun. */
export function hostContainers(
  host: Host,
  directory: string,
  stateFile: string,
  read: ReadContainer,
): ContainerSource {
  const entry = (id: string): ContainerEntry => ({
    id,
    async read() {
      const folder = `${directory}/${id}`;
      const owner = ownerOf(host, `${folder}/${stateFile}`);
      if (owner === undefined) return undefined;
      const waitsForStart = ownerOf(host, `${folder}/${startFifo}`) !== undefined;
      return read(host, id, folder, { stateDirectory: directory, owner, waitsForStart });
    },
  });
  return {
    directory,
    entries: (names) =>
      names
        .filter(
          (name) => idPattern.test(name) && ownerOf(host, `${directory}/${name}/${stateFile}`) !== undefined,
        )
        .map(entry),
  };
}

/** The owner of a file, `root` or a number; undefined where there is none. */
function ownerOf(host: Host, path: string): string | undefined {
  try {
    const { uid } = host.files.linkStatus(path);
    return uid === 0 ? "root" : String(uid);
  } catch (error) {
    if (isSallyportError(error) && error.errno !== undefined) return undefined;
    throw error;
  }
}
