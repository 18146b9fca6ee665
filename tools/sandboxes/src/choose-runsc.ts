import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { describeRunsc, installRunsc, type Runsc, runscReleases } from "@sallyport/testkit";

/** The runsc of this machine, or else the newest release that can be installed below `.cache`. */
export async function chooseRunsc(progress: (line: string) => void): Promise<Runsc> {
  const path = findOnPath("runsc", process.env["PATH"] ?? "");
  if (path !== undefined) {
    progress(`found ${path}`);
    return describeRunsc(path);
  }
  return installRunsc(runscReleases[0], progress);
}

/** The first executable of that name in the folders of a `PATH`; an empty folder is the current one. */
export function findOnPath(name: string, path: string): string | undefined {
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
