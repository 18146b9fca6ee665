import { type OciHooks, ownRecord, type OwnState } from "@sallyport/core";
import {
  emptyCgroups,
  killInit,
  removeCgroups,
  runHooks,
  startOnHost,
} from "@sallyport/transport-ptrace-host";
import { hookState } from "./hook-state.ts";
import { type OwnFolder, removeFolder } from "./own-folder.ts";

/**
 * Removes all that there is of a container: its processes, cgroups and folder. Hooks for its end run last, and one that
 * fails is told by the result: the container is gone all the same.
 */
export async function destroy(
  folder: OwnFolder,
  state: OwnState,
  hooks: OciHooks | undefined,
): Promise<unknown> {
  const { host, directory } = folder;
  const origin = { stateDirectory: directory, owner: "", waitsForStart: false };
  const record = ownRecord(state, {}, origin);
  await emptyCgroups(host, state.cgroups);
  await killInit(host, record);
  await removeCgroups(host, state.cgroups);
  removeFolder(folder);
  try {
    await runHooks(host, "poststop", hooks?.poststop, hookState(record, "stopped"), startOnHost(host));
    return undefined;
  } catch (error) {
    return error;
  }
}
