import { hasErrno, SallyportError } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import type { CgroupDirectory } from "./directories.ts";
import { writeFile } from "./write-file.ts";

/** Holds all processes of the cgroups, or lets them go on. Throws SALLYPORT_UNSUPPORTED where nothing can. */
export async function setPaused(
  host: Host,
  directories: readonly CgroupDirectory[],
  paused: boolean,
): Promise<void> {
  const legacy = directories.find(({ controllers }) => controllers.includes("freezer"));
  const unified = directories.find(({ version }) => version === 2);
  if (legacy !== undefined) {
    const file = `${legacy.path}/freezer.state`;
    writeFile(host, file, paused ? "FROZEN" : "THAWED");
    return until(host, () => readText(host, file).trim() === (paused ? "FROZEN" : "THAWED"));
  }
  if (unified === undefined) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", "the container has no cgroup to pause it by");
  }
  writeFile(host, `${unified.path}/cgroup.freeze`, paused ? "1" : "0");
  const wanted = paused ? "frozen 1" : "frozen 0";
  return until(host, () => readText(host, `${unified.path}/cgroup.events`).includes(wanted));
}

/** The processes in the cgroups, and in those below; 0 for any of a pid namespace that we do not see. */
export function processesIn(host: Host, directories: readonly CgroupDirectory[]): number[] {
  const pids = directories.flatMap(({ path }) =>
    treeOf(host, path).flatMap((each) =>
      orGone(() => readText(host, `${each}/cgroup.procs`), "").split("\n"),
    ),
  );
  return [...new Set(pids.filter((pid) => pid !== "").map(Number))];
}

const patience = 10_000;

/** Kills whatever is in the cgroups until nothing is; those that were paused, too. */
export async function emptyCgroups(host: Host, directories: readonly CgroupDirectory[]): Promise<void> {
  const kill = (): boolean => {
    const pids = processesIn(host, directories);
    if (pids.length === 0) return true;
    for (const { version, path } of directories) {
      // With those that are born meanwhile; since Linux 5.14.
      if (version === 2) orGone(() => writeFile(host, `${path}/cgroup.kill`, "1"), undefined);
    }
    // kill(2) would take 0 for our own group.
    for (const pid of pids.filter((each) => each > 0))
      orGone(() => host.signals.send(pid, SIGKILL), undefined);
    return false;
  };
  if (kill()) return;
  await setPaused(host, directories, false);
  await until(host, kill);
}

const SIGKILL = 9;

/** Removes the cgroups and those below. A process that was killed may be in one for a little longer. */
export async function removeCgroups(host: Host, directories: readonly CgroupDirectory[]): Promise<void> {
  for (const { path } of directories) {
    await until(host, () =>
      treeOf(host, path)
        .toReversed()
        .every((each) => {
          try {
            host.files.removeDirectory(each);
            return true;
          } catch (error) {
            if (hasErrno(error, "ENOENT")) return true;
            if (hasErrno(error, "EBUSY")) return false;
            throw error;
          }
        }),
    );
  }
}

/** The cgroup and those below it, the highest first. */
function treeOf(host: Host, path: string): string[] {
  const names = orGone(() => host.files.list(path), []);
  const below = names.filter((name) =>
    orGone(() => host.files.linkStatus(`${path}/${name}`).kind === "directory", false),
  );
  return [path, ...below.flatMap((name) => treeOf(host, `${path}/${name}`))];
}

function orGone<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    // A threaded cgroup has its processes in the one that it is part of. cgroups(7)
    if (hasErrno(error, "ENOENT", "ESRCH", "ENODEV", "EOPNOTSUPP")) return otherwise;
    throw error;
  }
}

/** Tries again until it is so. Throws errno ETIMEDOUT. */
async function until(host: Host, isSo: () => boolean): Promise<void> {
  const deadline = host.clock.sinceBoot() + patience;
  for (let delay = 1; !isSo(); delay = Math.min(2 * delay, 100)) {
    if (host.clock.sinceBoot() > deadline) {
      throw new SallyportError("SALLYPORT_SYSTEM_CALL", "the container's cgroups do not become empty", {
        errno: "ETIMEDOUT",
      });
    }
    await host.clock.delay(delay).elapsed;
  }
}
