import { hasErrno, isSallyportError, quoted, SallyportError } from "@sallyport/core";
import { hostState } from "@sallyport/transport-ptrace-host";
import type { Services } from "../composition-root.ts";
import { ownConfigurationFile } from "../state/own-containers.ts";
import { destroy } from "./destroy.ts";
import { findOwn } from "./find-own.ts";
import { lockFile, type OwnFolder, ownFolder, removeFolder, withFolder, withOwnState } from "./own-folder.ts";
import { readOwnRecord } from "./read-own-record.ts";

/** What went wrong beside it. */
export type DeleteWarnings = readonly unknown[];

/**
 * Removes a container that has stopped, or waits to be started; with `force` any, and it is no error when there is none.
 * Throws SALLYPORT_NOT_RUNNING for one that runs.
 */
export async function deleteContainer(
  services: Services,
  id: string,
  force: boolean,
): Promise<DeleteWarnings> {
  if (!force) return deleteOne(services, id, force);
  await removeRemains(ownFolder(services, id));
  try {
    return await deleteOne(services, id, force);
  } catch (error) {
    if (isSallyportError(error) && error.code === "SALLYPORT_NOT_FOUND") return [];
    throw error;
  }
}

async function deleteOne(services: Services, id: string, force: boolean): Promise<DeleteWarnings> {
  const folder = await findOwn(services, id);
  return withOwnState(folder, async (state) => {
    const { record, hooks, unreadable } = await readOwnRecord(folder);
    const { status } = hostState(folder.host, record);
    if (!force && status !== "stopped" && status !== "created") {
      throw new SallyportError(
        "SALLYPORT_NOT_RUNNING",
        `cannot delete container ${quoted(id)} that is not stopped: ${status}`,
        { hint: "--force kills it first", details: { containerId: id, status } },
      );
    }
    const failed = await destroy(folder, state, hooks);
    return [...(unreadable === undefined ? [] : [unreadable]), ...(failed === undefined ? [] : [failed])];
  });
}

/** What a creation that was killed has left, before it had noted anything. Whoever creates holds the lock meanwhile. */
async function removeRemains(folder: OwnFolder): Promise<void> {
  try {
    if (!isRemains(folder)) return;
    await withFolder(folder, () => {
      if (isRemains(folder)) removeFolder(folder);
    });
  } catch (error) {
    if (!hasErrno(error, "ENOENT")) throw error;
  }
}

/** A folder with anything else in it is that of a container, ours or another runtime's. */
function isRemains({ host, path }: OwnFolder): boolean {
  return host.files.list(path).every((name) => earliest.includes(name));
}

const earliest: readonly string[] = [lockFile, ownConfigurationFile];
