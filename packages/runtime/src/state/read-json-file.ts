import { hasErrno, messageOf, SallyportError, withContext } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";

const maximumSize = 16 * 1024 * 1024;

/** What a JSON file says; undefined when it is not there. Throws SALLYPORT_INVALID_STATE, naming the file. */
export function readJsonFile(host: Host, path: string): unknown {
  const text = readIfPresent(host, path);
  return text === undefined ? undefined : parseJsonFile(path, text);
}

/** The text of a file; undefined when it is not there. */
export function readIfPresent(host: Host, path: string): string | undefined {
  try {
    return readText(host, path, { maximum: maximumSize });
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** As `readJsonFile`, of a file that was read. */
export function parseJsonFile(path: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw withContext(`reading container metadata file "${path}"`, error);
  }
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
