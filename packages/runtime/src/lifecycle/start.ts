import {
  type ContainerRecord,
  errnoMessage,
  hasErrno,
  type OciHooks,
  quoted,
  SallyportError,
} from "@sallyport/core";
import { writeAll } from "@sallyport/host";
import { runHooks, startInContainer, startOnHost } from "@sallyport/transport-ptrace-host";
import type { Services } from "../composition-root.ts";
import { startFifo } from "../state/own-containers.ts";
import { supervisorProgram } from "../supervisor-program.ts";
import { SETTINGS } from "../tokens.ts";
import { hookState } from "./hook-state.ts";
import { findOwn } from "./find-own.ts";
import { type OwnFolder, withOwnState } from "./own-folder.ts";
import { readOwnRecord } from "./read-own-record.ts";

/** Starts a container that was created. Throws SALLYPORT_NOT_RUNNING when it was started already, or has died. */
export async function start(services: Services, id: string): Promise<void> {
  const folder = await findOwn(services, id);
  const supervisor = supervisorProgram(services.resolve(SETTINGS));
  await withOwnState(folder, async () => {
    const { record, hooks } = await readOwnRecord(folder);
    await startCreated(folder, record, hooks, supervisor);
  });
}

/** With its hooks. @param supervisor its program */
export async function startCreated(
  folder: OwnFolder,
  record: ContainerRecord,
  hooks: OciHooks | undefined,
  supervisor: string,
): Promise<void> {
  const { host } = folder;
  const fifo = openFifo(folder);
  try {
    const inside = startInContainer(host, supervisor, record);
    await runHooks(host, "startContainer", hooks?.startContainer, hookState(record, "created"), inside);
    writeAll(host, fifo, Uint8Array.of(1));
    host.files.remove(fifoPath(folder));
  } finally {
    host.descriptors.close(fifo);
  }
  await runHooks(host, "poststart", hooks?.poststart, hookState(record, "running"), startOnHost(host));
}

/** Nobody holds the other end any more once the container has died: ENXIO. */
function openFifo(folder: OwnFolder): number {
  try {
    return folder.host.files.open(fifoPath(folder), { access: "write", nonBlocking: true });
  } catch (error) {
    if (hasErrno(error, "ENOENT")) throw refused(folder, "it was started already");
    if (!hasErrno(error, "ENXIO")) throw error;
    throw refused(folder, `it has stopped: open ${startFifo}: ${errnoMessage("ENXIO")}`, "ENXIO");
  }
}

function fifoPath({ path }: OwnFolder): string {
  return `${path}/${startFifo}`;
}

function refused({ id }: OwnFolder, why: string, errno?: "ENXIO"): SallyportError {
  return new SallyportError("SALLYPORT_NOT_RUNNING", `cannot start container ${quoted(id)}: ${why}`, {
    ...(errno === undefined ? {} : { errno }),
    details: { containerId: id },
  });
}
