/** This process, as it was started. */
export interface ProcessContext {
  /** The command line without the interpreter and its script: `[name, ...arguments]`. */
  readonly argv: readonly string[];
  /** What re-starts this very program: interpreter and script, or the executable. */
  readonly self: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly pid: number;
  readonly parentPid: number;
  readonly effectiveUid: number;
  workingDirectory(): string;
  /** Whether a crash leaves a core file, and other processes of this user may read its memory and descriptors. */
  setDumpable(dumpable: boolean): void;
  /** Sets the umask and returns the former one. */
  setUmask(mask: number): number;
}
