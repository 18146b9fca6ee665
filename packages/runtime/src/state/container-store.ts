import { type ContainerRecord, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { listNames } from "./list-names.ts";
import { notFound, selectContainer } from "./select-container.ts";

/** The containers of one program run. */
export interface ContainerStore {
  /**
   * The container with that id, or the only one whose id begins so. Throws SALLYPORT_NOT_FOUND,
   * SALLYPORT_AMBIGUOUS, SALLYPORT_INVALID_STATE.
   */
  find(id: string): Promise<ContainerRecord>;
  /** One that was found, as it is described now. Looks for its id anew where its state has gone; throws as `find`. */
  refresh(record: ContainerRecord): Promise<ContainerRecord>;
  /** In order of id; those whose state cannot be read are in `unreadable`. */
  list(): Promise<ContainerListing>;
}

export interface ContainerListing {
  readonly containers: readonly ContainerRecord[];
  readonly unreadable: readonly UnreadableContainer[];
}

interface UnreadableContainer {
  readonly id: string;
  readonly error: unknown;
}

/** The state directory of one runtime. */
export interface ContainerSource {
  readonly directory: string;
  /** @param names of what is in the directory */
  entries(names: readonly string[]): readonly ContainerEntry[];
}

export interface ContainerEntry {
  readonly id: string;
  /** Undefined when it was deleted meanwhile. */
  read(): Promise<ContainerRecord | undefined>;
}

export function createContainerStore(host: Host, sources: readonly ContainerSource[]): ContainerStore {
  const directories = [...new Set(sources.map(({ directory }) => directory))];
  const entryOf = new WeakMap<ContainerRecord, ContainerEntry>();

  /** Several runtimes may share a directory: it is listed once. */
  function entries(): ContainerEntry[] {
    const names = new Map(directories.map((directory) => [directory, listNames(host, directory)]));
    return sources.flatMap((source) => source.entries(names.get(source.directory) ?? []));
  }

  async function read(entry: ContainerEntry): Promise<ContainerRecord | undefined> {
    const record = await entry.read();
    if (record !== undefined) entryOf.set(record, entry);
    return record;
  }

  async function find(asked: string): Promise<ContainerRecord> {
    const known = entries();
    if (known.length === 0) throw notFound(asked, directories.join(", "));
    const id = selectContainer(asked, [...new Set(known.map((entry) => entry.id))]);
    const meant = known.filter((entry) => entry.id === id);
    const records = (await Promise.all(meant.map(read))).filter(isPresent);
    const [record, second] = records;
    if (record === undefined) throw notFound(id, directories.join(", "));
    if (second !== undefined) throw ofTwoRuntimes(records, id);
    return record;
  }

  return {
    find,
    async refresh(record) {
      const entry = entryOf.get(record);
      const now = entry === undefined ? undefined : await read(entry);
      return now ?? (await find(record.id));
    },
    async list() {
      const containers: ContainerRecord[] = [];
      const unreadable: UnreadableContainer[] = [];
      for (const entry of entries().toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
        try {
          const record = await entry.read();
          if (record !== undefined) containers.push(record);
        } catch (error) {
          unreadable.push({ id: entry.id, error });
        }
      }
      return { containers, unreadable };
    },
  };
}

function isPresent(record: ContainerRecord | undefined): record is ContainerRecord {
  return record !== undefined;
}

function ofTwoRuntimes(records: readonly ContainerRecord[], id: string): SallyportError {
  const where = records.map(({ kind, stateDirectory }) => `${kind} in ${stateDirectory}`);
  return new SallyportError(
    "SALLYPORT_AMBIGUOUS",
    `id "${id}" is that of containers of several runtimes: ${where.join(", ")}`,
    { hint: "--root names the state directory of one of them", details: { containerId: id } },
  );
}
