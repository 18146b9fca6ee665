import {
  type ContainerRecord,
  hasErrno,
  messageOf,
  readUsualRunscState,
  SallyportError,
  type StateOrigin,
  withContext,
} from "@sallyport/core";
import { type Host, readText, withLock } from "@sallyport/host";
import { lockFileName, type StateFileName, stateFileName } from "./state-file-name.ts";

const maximumSize = 16 * 1024 * 1024;

/** Reads a state file under its lock, as every runsc command does; undefined when it was deleted meanwhile. */
export async function readStateFile(
  host: Host,
  directory: string,
  name: StateFileName,
): Promise<ContainerRecord | undefined> {
  const file = `${directory}/${stateFileName(name)}`;
  const text = await withLock(host, `${directory}/${lockFileName(name)}`, 0o600, () => {
    try {
      return readText(host, file, { maximum: maximumSize });
    } catch (error) {
      if (hasErrno(error, "ENOENT")) return undefined;
      throw error;
    }
  });
  if (text === undefined) return undefined;
  const origin = { file, stateDirectory: directory };
  try {
    const state = parseJson(text);
    return readUsualRunscState(state, origin) ?? (await parseBySchema(state, origin));
  } catch (error) {
    throw withContext(`reading container metadata file "${file}"`, error);
  }
}

async function parseBySchema(state: unknown, origin: StateOrigin): Promise<ContainerRecord> {
  const { parseRunscState } = await import("@sallyport/core/schemas");
  return parseRunscState(state, origin);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SallyportError("SALLYPORT_INVALID_STATE", `invalid JSON: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
