import { type Dialect, hasErrno, quoted, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { isStandIn } from "./stand-in.ts";

const folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/** The real runtime: the one that is named, else the first in the usual folders that is not sallyport itself. */
export function findRuntime(host: Host, runtime: Dialect, named: string | undefined): string {
  if (named !== undefined) {
    if (isExecutable(host, named) && !isStandIn(host, named)) return named;
    throw new SallyportError(
      "SALLYPORT_USAGE",
      `delegate ${quoted(named)} must be a ${runtime} that can be executed`,
    );
  }
  const found = runtimesIn(host, runtime)[0];
  if (found !== undefined) return found;
  throw new SallyportError("SALLYPORT_USAGE", `there is no ${runtime} in ${folders.join(", ")}`, {
    hint: "--delegate names the file",
  });
}

export function runtimesIn(host: Host, runtime: string): string[] {
  return programsOnPath(host, runtime).filter((path) => !isStandIn(host, path));
}

/** In the usual folders, whatever the caller's PATH is. */
export function programsOnPath(host: Host, name: string): string[] {
  return folders.map((folder) => `${folder}/${name}`).filter((path) => isExecutable(host, path));
}

function isExecutable(host: Host, path: string): boolean {
  try {
    const { kind, mode } = host.files.status(path);
    return path.startsWith("/") && kind === "regular" && (mode & 0o111) !== 0;
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "EACCES", "ELOOP")) return false;
    throw error;
  }
}
