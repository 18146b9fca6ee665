/**
 * One process in a container, as the sandbox lists it.
 *
 * @example
 * const shells = (await box.processes()).filter(({ cmd }: SandboxProcessInfo) => cmd === "sh");
 */
export interface SandboxProcessInfo {
  readonly uid: number;
  readonly pid: number;
  readonly ppid: number;
  /** Process group; absent in releases before April 2026. */
  readonly pgid?: number;
  readonly threads: readonly number[];
  /** CPU use in percent, as `ps`'s C column. */
  readonly c: number;
  readonly tty: string;
  /** Start: `HH:MM`, `MonDD` or a year. */
  readonly stime: string;
  /** System time, a Go duration such as `20ms`. */
  readonly time: string;
  readonly cmd: string;
}
