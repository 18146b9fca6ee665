import {
  type ContainerRecord,
  type HostOrigin,
  ownRecord,
  type OwnState,
  readUsualOwnState,
} from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { ContainerSource } from "./container-store.ts";
import { hostContainers } from "./host-containers.ts";
import { readChecked } from "./read-checked.ts";
import { readHostConfiguration } from "./read-host-configuration.ts";

/** Not runc's `state.json`: several runtimes may share a state directory. */
export const ownStateFile = "sallyport.json";
/** A copy of the bundle's, which may be gone. */
export const ownConfigurationFile = "config.json";
/** From which a created container waits for its start; as runc and crun call theirs. */
export const startFifo = "exec.fifo";

/** The containers that sallyport made itself. */
export function ownContainers(host: Host, directory: string): ContainerSource {
  return hostContainers(host, directory, ownStateFile, readContainer);
}

async function readContainer(
  host: Host,
  _: string,
  folder: string,
  origin: HostOrigin,
): Promise<ContainerRecord | undefined> {
  const state = await readOwnState(host, folder);
  if (state === undefined) return undefined;
  return ownRecord(state, await readHostConfiguration(host, `${folder}/${ownConfigurationFile}`), origin);
}

/** Undefined where there is none. Throws SALLYPORT_INVALID_STATE. */
export function readOwnState(host: Host, folder: string): Promise<OwnState | undefined> {
  return readChecked(
    host,
    `${folder}/${ownStateFile}`,
    readUsualOwnState,
    async () => (await import("@sallyport/core/schemas")).parseOwnState,
  );
}
