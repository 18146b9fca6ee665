import { type ContainerRecord, readUsualRunscState, type StateOrigin, withContext } from "@sallyport/core";
import { type Host, withLock } from "@sallyport/host";
import { readJsonFile } from "./read-json-file.ts";
import { lockFileName, type StateFileName, stateFileName } from "./state-file-name.ts";

/** Reads a state file under its lock, as every runsc command does; undefined when it was deleted meanwhile. */
export async function readRunscState(
  host: Host,
  directory: string,
  name: StateFileName,
): Promise<ContainerRecord | undefined> {
  const file = `${directory}/${stateFileName(name)}`;
  const lock = `${directory}/${lockFileName(name)}`;
  const state = await withLock(host, lock, 0o600, () => readJsonFile(host, file));
  if (state === undefined) return undefined;
  const origin = { file, stateDirectory: directory };
  try {
    return readUsualRunscState(state, origin) ?? (await parseBySchema(state, origin));
  } catch (error) {
    throw withContext(`reading container metadata file "${file}"`, error);
  }
}

async function parseBySchema(state: unknown, origin: StateOrigin): Promise<ContainerRecord> {
  const { parseRunscState } = await import("@sallyport/core/schemas");
  return parseRunscState(state, origin);
}
