import { hasErrno } from "@sallyport/core";
import { type Host, readText, writeFileAtomically } from "@sallyport/host";
import type { Change } from "./change.ts";

const maximumSize = 1024 * 1024;

export function readIfThere(host: Host, path: string): string | undefined {
  try {
    return readText(host, path, { maximum: maximumSize });
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
}

/** Keeps what is replaced as `PATH.before-sallyport`, unless an earlier call did. */
export function applyChange(host: Host, { path, before, after, mode }: Change): void {
  if (after === undefined) return host.files.remove(path);
  const backup = `${path}.before-sallyport`;
  if (before !== undefined && readIfThere(host, backup) === undefined) {
    writeFileAtomically(host, backup, before, host.files.status(path).mode);
  }
  makeFolder(host, path.slice(0, path.lastIndexOf("/")));
  writeFileAtomically(host, path, after, before === undefined ? mode : host.files.status(path).mode);
}

function makeFolder(host: Host, path: string): void {
  if (path === "" || exists(host, path)) return;
  makeFolder(host, path.slice(0, path.lastIndexOf("/")));
  host.files.makeDirectory(path, 0o755);
}

function exists(host: Host, path: string): boolean {
  try {
    host.files.status(path);
    return true;
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return false;
    throw error;
  }
}
