/** What is read of /proc/PID/stat (proc_pid_stat(5)). */
export interface ProcessStat {
  /** The kernel's name of the program, at most 15 bytes. */
  readonly name: string;
  /** One letter; `Z` and `X` are those of a process that has ended. */
  readonly state: string;
  readonly parent: number;
  readonly terminal: number;
  /** Foreground process group of its terminal; -1 without one. */
  readonly foregroundGroup: number;
  /** Clock ticks after boot. */
  readonly startTime: number;
  /** Clock ticks in user mode and in the kernel. */
  readonly userTime: number;
  readonly systemTime: number;
}

const integer = /^-?\d{1,20}$/;

/** Undefined for a text that is none. The program's name may hold parentheses and spaces of its own. */
export function parseProcessStat(text: string): ProcessStat | undefined {
  const open = text.indexOf("(");
  const close = text.lastIndexOf(")");
  if (open === -1 || close < open) return undefined;
  const [state = "", ...rest] = text
    .slice(close + 2)
    .trimEnd()
    .split(" ");
  const field = (number: number): number => Number(rest[number - 4]);
  if (
    !/^[A-Za-z]$/.test(state) ||
    rest.length < 19 ||
    !rest.slice(0, 19).every((each) => integer.test(each))
  ) {
    return undefined;
  }
  return {
    name: text.slice(open + 1, close),
    state,
    parent: field(4),
    terminal: field(7),
    foregroundGroup: field(8),
    userTime: field(14),
    systemTime: field(15),
    startTime: field(22),
  };
}

export function hasEnded({ state }: ProcessStat): boolean {
  return state === "Z" || state === "X" || state === "x";
}
