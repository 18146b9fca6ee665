import { withContext } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { readJsonFile } from "./read-json-file.ts";

/**
 * What a JSON file says, checked: the quick way where nothing is wrong with it, by its schema otherwise, which is
 * loaded for that. Undefined when it is not there. Throws SALLYPORT_INVALID_STATE, naming the file.
 */
export async function readChecked<T>(
  host: Host,
  path: string,
  usual: (value: unknown) => T | undefined,
  schema: () => Promise<(value: unknown) => T>,
): Promise<T | undefined> {
  const value = readJsonFile(host, path);
  if (value === undefined) return undefined;
  const read = usual(value);
  if (read !== undefined) return read;
  try {
    return (await schema())(value);
  } catch (error) {
    throw withContext(`reading container metadata file "${path}"`, error);
  }
}
