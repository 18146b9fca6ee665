import { type ContainerRecord, crunRecord, type HostOrigin, readUsualCrunStatus } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { ContainerSource } from "./container-store.ts";
import { hostContainers } from "./host-containers.ts";
import { readChecked } from "./read-checked.ts";
import { readHostConfiguration } from "./read-host-configuration.ts";

const stateFile = "status";

/** The containers in a state directory of crun. */
export function crunContainers(host: Host, directory: string): ContainerSource {
  return hostContainers(host, directory, stateFile, readContainer);
}

async function readContainer(
  host: Host,
  id: string,
  folder: string,
  origin: HostOrigin,
): Promise<ContainerRecord | undefined> {
  const status = await readChecked(
    host,
    `${folder}/${stateFile}`,
    readUsualCrunStatus,
    async () => (await import("@sallyport/core/schemas")).parseCrunStatus,
  );
  if (status === undefined) return undefined;
  // crun's own copy: the bundle may be gone.
  return crunRecord(id, status, await readHostConfiguration(host, `${folder}/config.json`), origin);
}
