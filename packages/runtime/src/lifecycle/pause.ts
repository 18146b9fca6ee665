import { quoted, SallyportError } from "@sallyport/core";
import { hostState, setPaused } from "@sallyport/transport-ptrace-host";
import type { Services } from "../composition-root.ts";
import { findOwn } from "./find-own.ts";
import { withOwnState } from "./own-folder.ts";
import { readOwnRecord } from "./read-own-record.ts";

/** Holds all processes of a container, or lets them go on. Throws SALLYPORT_NOT_RUNNING where there is nothing to do. */
export async function pause(services: Services, id: string, paused: boolean): Promise<void> {
  const folder = await findOwn(services, id);
  await withOwnState(folder, async ({ cgroups }) => {
    const { record } = await readOwnRecord(folder);
    const { status } = hostState(folder.host, record);
    const allowed = paused ? status === "running" || status === "created" : status === "paused";
    if (!allowed) {
      const what = paused ? "pause" : "resume";
      throw new SallyportError(
        "SALLYPORT_NOT_RUNNING",
        `cannot ${what} container ${quoted(id)} in state ${status}`,
        {
          details: { containerId: id, status },
        },
      );
    }
    await setPaused(folder.host, cgroups, paused);
  });
}
