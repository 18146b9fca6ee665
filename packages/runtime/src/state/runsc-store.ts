import { type ContainerRecord, hasErrno } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { ContainerStore, UnreadableContainer } from "./container-store.ts";
import { readStateFile } from "./read-state-file.ts";
import { notFound, selectContainer } from "./select-container.ts";
import { parseStateFileName, type StateFileName } from "./state-file-name.ts";

/** The containers in a state directory of runsc (gVisor facts, 2.1). */
export function createRunscStore(host: Host, directory: string): ContainerStore {
  function names(): StateFileName[] {
    try {
      return host.files.list(directory).flatMap((name) => parseStateFileName(name) ?? []);
    } catch (error) {
      if (hasErrno(error, "ENOENT")) return [];
      throw error;
    }
  }

  return {
    async find(id) {
      const known = names();
      if (known.length === 0) throw notFound(id, directory);
      const name = selectContainer(id, known);
      const record = await readStateFile(host, directory, name);
      if (record === undefined) throw notFound(id, directory);
      return record;
    },
    async list() {
      const containers: ContainerRecord[] = [];
      const unreadable: UnreadableContainer[] = [];
      for (const name of names().toSorted((a, b) => (a.containerId < b.containerId ? -1 : 1))) {
        try {
          const record = await readStateFile(host, directory, name);
          if (record !== undefined) containers.push(record);
        } catch (error) {
          unreadable.push({ id: name.containerId, error });
        }
      }
      return { containers, unreadable };
    },
  };
}
