import { type ContainerRecord, readUsualRunscState, type StateOrigin, withContext } from "@sallyport/core";
import { exists, type Host, withLock } from "@sallyport/host";
import { parseJsonFile, readIfPresent } from "./read-json-file.ts";
import { lockFileName, type StateFileName, stateFileName } from "./state-file-name.ts";

/**
 * Reads a state file under its lock, as every runsc command does; undefined when it was deleted meanwhile. Gives the same
 * record again for as long as the file says the same.
 */
export function runscStateReader(
  host: Host,
  directory: string,
  name: StateFileName,
): () => Promise<ContainerRecord | undefined> {
  const file = `${directory}/${stateFileName(name)}`;
  const lock = `${directory}/${lockFileName(name)}`;
  let last: { readonly text: string; readonly record: ContainerRecord } | undefined;
  return async () => {
    // Locking makes the lock file, which nobody would remove any more.
    if (!exists(host, file)) return undefined;
    const text = await withLock(host, lock, 0o600, () => readIfPresent(host, file));
    if (text === undefined) return undefined;
    if (text !== last?.text) {
      last = { text, record: await recordOf(parseJsonFile(file, text), { file, stateDirectory: directory }) };
    }
    return last.record;
  };
}

async function recordOf(state: unknown, origin: StateOrigin): Promise<ContainerRecord> {
  try {
    return readUsualRunscState(state, origin) ?? (await parseBySchema(state, origin));
  } catch (error) {
    throw withContext(`reading container metadata file "${origin.file}"`, error);
  }
}

async function parseBySchema(state: unknown, origin: StateOrigin): Promise<ContainerRecord> {
  const { parseRunscState } = await import("@sallyport/core/schemas");
  return parseRunscState(state, origin);
}
