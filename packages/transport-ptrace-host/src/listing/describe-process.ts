import { type Host, readText } from "@sallyport/host";
import type { SandboxProcessInfo } from "@sallyport/transport";
import { isGone } from "../container/is-gone.ts";
import { parseProcessStat } from "../container/process-stat.ts";
import { formatCpuTime, formatStart, formatTerminal } from "./format.ts";

/** Clock ticks per second in /proc (USER_HZ). */
const ticksPerSecond = 100;

/** A process as ps(1) shows it; undefined once it is gone. */
export function describeProcess(host: Host, pid: number): SandboxProcessInfo | undefined {
  const folder = `/proc/${pid}`;
  try {
    const stat = parseProcessStat(readText(host, `${folder}/stat`));
    if (stat === undefined) return undefined;
    const uid = /^Uid:\s+\d+\s+(\d+)/m.exec(readText(host, `${folder}/status`))?.[1];
    const words = readText(host, `${folder}/cmdline`).split("\0").filter(Boolean);
    const startedAt = host.clock.now() - host.clock.sinceBoot() + (stat.startTime * 1000) / ticksPerSecond;
    const used = ((stat.userTime + stat.systemTime) * 1000) / ticksPerSecond;
    const age = Math.max(host.clock.now() - startedAt, 1);
    return {
      uid: Number(uid ?? 0),
      pid,
      ppid: stat.parent,
      threads: host.files
        .list(`${folder}/task`)
        .map(Number)
        .toSorted((a, b) => a - b),
      c: Math.min(Math.floor((100 * used) / age), 99),
      tty: formatTerminal(stat.terminal),
      stime: formatStart(startedAt, host.clock.now()),
      time: formatCpuTime(used),
      cmd: words.length === 0 ? stat.name : words.join(" "),
    };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
