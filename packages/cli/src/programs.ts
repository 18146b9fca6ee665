/** What the program has around it; told by the entry of each host. */
export interface Programs {
  /** The program that stands for commands, by absolute path. Absent: they cannot be detached, and get no terminal. */
  readonly waiter?: string;
  /** Absent: commands cannot be run on the host's kernel. */
  readonly supervisor?: string | undefined;
  /** The folder of the program's own file. */
  readonly folder?: string;
  /** Evaluates an ES module by its absolute path. Absent: this program cannot. */
  readonly importModule?: (path: string) => Promise<object>;
  /** Replaces this program by one that can load a transport that is not built in. Absent: this one can. */
  readonly startOver?: (transport: string) => Promise<never>;
}
