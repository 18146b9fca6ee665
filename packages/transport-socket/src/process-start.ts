/** Clock ticks per second in /proc files: USER_HZ, 100 on every architecture that gVisor runs on. */
const millisecondsPerTick = 10;

export interface ProcessStart {
  /** One letter, proc(5). `Z` and `X` are dead. */
  readonly state: string;
  /** Milliseconds since boot. */
  readonly startedAt: number;
}

/** State and start of a process out of its /proc/PID/stat; undefined when it is no such line. */
export function parseProcessStart(stat: string): ProcessStart | undefined {
  // The name may have spaces and brackets in it: fields count from the last bracket (proc(5): field 3 is the state).
  const fields = stat
    .slice(stat.lastIndexOf(")") + 1)
    .trim()
    .split(/\s+/);
  const state = fields[0];
  const ticks = Number(fields[22 - 3]);
  if (state === undefined || state === "" || !Number.isSafeInteger(ticks)) return undefined;
  return { state, startedAt: ticks * millisecondsPerTick };
}
