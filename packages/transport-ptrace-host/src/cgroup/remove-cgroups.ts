import { hasErrno } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import type { CgroupDirectory } from "./directories.ts";

const SIGKILL = 9;
/** Of killing what is left; a process in the kernel may take longer to end. */
const attempts = 100;
const pause = 10;

type Paths = readonly Pick<CgroupDirectory, "path">[];

/** Kills what is in cgroups, and removes them. One that does not become empty in a second is left. */
export async function removeCgroups(host: Host, cgroups: Paths): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (removeEmptyCgroups(host, cgroups)) return;
    for (const { path } of cgroups) killAll(host, path);
    await host.clock.delay(pause).elapsed;
  }
}

/** Whether none of them is left. */
export function removeEmptyCgroups(host: Host, cgroups: Paths): boolean {
  return cgroups.map(({ path }) => removeEmpty(host, path)).every((removed) => removed);
}

function removeEmpty(host: Host, path: string): boolean {
  try {
    host.files.removeDirectory(path);
    return true;
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return true;
    if (hasErrno(error, "EBUSY")) return false;
    throw error;
  }
}

function killAll(host: Host, path: string): void {
  try {
    for (const line of membersOf(host, path).split("\n")) {
      if (line !== "" && line !== "0") host.signals.send(Number(line), SIGKILL);
    }
  } catch (error) {
    if (!hasErrno(error, "ENOENT", "ENODEV", "ESRCH")) throw error;
  }
}

/** Processes, or threads where the cgroup is threaded: a signal to one is for its process. */
function membersOf(host: Host, path: string): string {
  try {
    return readText(host, `${path}/cgroup.procs`);
  } catch (error) {
    if (!hasErrno(error, "EOPNOTSUPP")) throw error;
    return readText(host, `${path}/cgroup.threads`);
  }
}
