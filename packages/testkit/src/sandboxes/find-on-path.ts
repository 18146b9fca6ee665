import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The first executable of that name in the folders of a `PATH`; an empty folder is the current one. */
export function findOnPath(name: string, path: string = process.env["PATH"] ?? ""): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder === "" ? "." : folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
