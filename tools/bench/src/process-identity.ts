import { readFileSync } from "node:fs";

/**
 * What tells a process from a later one with the same number: the time it started (proc_pid_stat(5), field 22).
 * Undefined when there is none, or only one that is dead and not yet waited for.
 */
export function processIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const [state = "Z", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return "ZX".includes(state) ? undefined : fields[18];
  } catch {
    return undefined;
  }
}
