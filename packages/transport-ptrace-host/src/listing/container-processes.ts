import { hasErrno } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import type { CgroupDirectory } from "../cgroup/directories.ts";
import { isGone } from "../container/is-gone.ts";

/**
 * The processes in a container's cgroup and those below it, by host process id. One hierarchy tells: that of cgroup v2,
 * unless only others have the container in a cgroup of its own.
 */
export function containerProcesses(host: Host, cgroups: readonly CgroupDirectory[], init: number): number[] {
  const candidates = [...cgroups].toSorted((a, b) => b.version - a.version);
  for (const { path } of candidates) {
    const pids = processesBelow(host, path);
    // A hierarchy that nobody set up has every process in its root.
    if (pids.includes(init) && !pids.includes(host.process.pid)) return pids.toSorted((a, b) => a - b);
  }
  return [init];
}

function processesBelow(host: Host, path: string): number[] {
  let text: string;
  try {
    text = readText(host, `${path}/cgroup.procs`);
  } catch (error) {
    if (isGone(error) || hasErrno(error, "ENODEV", "EOPNOTSUPP")) return [];
    throw error;
  }
  const own = text
    .split("\n")
    .filter((line) => /^\d+$/.test(line))
    .map(Number);
  return [...own, ...foldersIn(host, path).flatMap((name) => processesBelow(host, `${path}/${name}`))];
}

function foldersIn(host: Host, path: string): string[] {
  try {
    return host.files
      .list(path)
      .filter((name) => host.files.linkStatus(`${path}/${name}`).kind === "directory");
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}
