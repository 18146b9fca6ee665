import {
  type ContainerRecord,
  type HostOrigin,
  readUsualRuncState,
  runcBundle,
  runcRecord,
} from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { ContainerSource } from "./container-store.ts";
import { hostContainers } from "./host-containers.ts";
import { readChecked } from "./read-checked.ts";
import { readHostConfiguration } from "./read-host-configuration.ts";

const stateFile = "state.json";

/** The containers in a state directory of runc. */
export function runcContainers(host: Host, directory: string): ContainerSource {
  return hostContainers(host, directory, stateFile, readContainer);
}

async function readContainer(
  host: Host,
  _: string,
  folder: string,
  origin: HostOrigin,
): Promise<ContainerRecord | undefined> {
  const state = await readChecked(
    host,
    `${folder}/${stateFile}`,
    readUsualRuncState,
    async () => (await import("@sallyport/core/schemas")).parseRuncState,
  );
  if (state === undefined) return undefined;
  const bundle = runcBundle(state) ?? "";
  return runcRecord(state, await readHostConfiguration(host, `${bundle}/config.json`), origin);
}
