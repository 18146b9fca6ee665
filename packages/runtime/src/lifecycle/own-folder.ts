import { hasErrno, type OwnState, quoted, SallyportError } from "@sallyport/core";
import { type Host, withLock, writeFileAtomically } from "@sallyport/host";
import type { Services } from "../composition-root.ts";
import { ownDirectory } from "../state/default-directories.ts";
import { ownStateFile, readOwnState } from "../state/own-containers.ts";
import { notFound } from "../state/select-container.ts";
import { HOST, SETTINGS } from "../tokens.ts";

const privateFile = 0o600;
export const lockFile = "lock";

/** The folder of one container of our own, below the state directory. */
export interface OwnFolder {
  readonly host: Host;
  readonly id: string;
  readonly directory: string;
  readonly path: string;
}

/** Throws SALLYPORT_USAGE for what cannot be an id. */
export function ownFolder(services: Services, id: string): OwnFolder {
  if (!/^[\w+.-]+$/.test(id) || id === "." || id === "..") {
    throw new SallyportError(
      "SALLYPORT_USAGE",
      `container id ${quoted(id)} must be of letters, digits and _ + . -`,
    );
  }
  const host = services.resolve(HOST);
  const directory = services.resolve(SETTINGS).root ?? ownDirectory(host);
  return { host, id, directory, path: `${directory}/${id}` };
}

/** While nobody else changes the container. Throws SALLYPORT_NOT_FOUND when it is not there, or no longer. */
export async function withOwnState<T>(folder: OwnFolder, body: (state: OwnState) => Promise<T>): Promise<T> {
  const { host, id, path, directory } = folder;
  if ((await readOwnState(host, path)) === undefined) throw notFound(id, directory);
  try {
    return await withFolder(folder, async () => {
      const state = await readOwnState(host, path);
      if (state === undefined) throw notFound(id, directory);
      return body(state);
    });
  } catch (error) {
    if (hasErrno(error, "ENOENT") && (await readOwnState(host, path)) === undefined) {
      throw notFound(id, directory);
    }
    throw error;
  }
}

/** Makes the folder of a new container. Throws SALLYPORT_EXISTS. */
export async function withNewFolder<T>(folder: OwnFolder, body: () => Promise<T>): Promise<T> {
  const { host, id, directory, path } = folder;
  makeDirectories(host, directory);
  try {
    host.files.makeDirectory(path, 0o700);
  } catch (error) {
    if (!hasErrno(error, "EEXIST")) throw error;
    throw new SallyportError("SALLYPORT_EXISTS", `container with id exists: ${id}`, {
      details: { containerId: id },
    });
  }
  return withFolder(folder, body);
}

/** Holds the lock of a folder; one that was removed while others held it is that of no container. Throws ENOENT. */
export async function withFolder<T>({ host, path }: OwnFolder, body: () => T | Promise<T>): Promise<T> {
  const file = `${path}/${lockFile}`;
  for (;;) {
    const done = await withLock(host, file, privateFile, async (fd) =>
      isAt(host, file, fd) ? { result: await body() } : undefined,
    );
    if (done !== undefined) return done.result;
  }
}

function isAt(host: Host, path: string, fd: number): boolean {
  try {
    return host.files.status(path).inode === host.descriptors.status(fd).inode;
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return false;
    throw error;
  }
}

function makeDirectories(host: Host, path: string): void {
  const names = path.split("/");
  for (let depth = 1; depth <= names.length; depth++) {
    if (names[depth - 1] === "") continue;
    try {
      host.files.makeDirectory(names.slice(0, depth).join("/"), depth === names.length ? 0o700 : 0o755);
    } catch (error) {
      if (!hasErrno(error, "EEXIST")) throw error;
    }
  }
}

export function writeOwnState({ host, path }: OwnFolder, state: OwnState): void {
  writeFileAtomically(host, `${path}/${ownStateFile}`, `${JSON.stringify(state)}\n`, privateFile);
}

/** Removes the folder with all that we put into it. Whoever comes for its lock meanwhile makes a new one. */
export function removeFolder(folder: OwnFolder): void {
  const { host, path } = folder;
  for (const name of host.files.list(path)) host.files.remove(`${path}/${name}`);
  try {
    host.files.removeDirectory(path);
  } catch (error) {
    if (!hasErrno(error, "ENOTEMPTY")) throw error;
    removeFolder(folder);
  }
}
