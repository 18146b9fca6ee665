export interface SpawnRequest {
  /** Absolute path, or `/proc/self/fd/N`. */
  readonly executable: string;
  readonly argv: readonly string[];
  /** The child's whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The child's descriptors: index is the child's number, value ours. All others are closed by close-on-exec. */
  readonly fds: readonly number[];
  readonly workingDirectory?: string;
  /** Start a session, and take the child's descriptor 0 as its controlling terminal when asked. */
  readonly session?: "new" | "new-with-terminal";
  /** Whoever inherits it reaps it: a zombie as long as we live, and `exited` does not settle. */
  readonly reapedElsewhere?: boolean;
}

export interface Child {
  readonly pid: number;
  /** The raw wait status (wait(2)), once; the child is reaped. */
  readonly exited: Promise<number>;
}

export interface Children {
  /** Throws what the exec failed with (ENOENT, EACCES …): a child that could not start is never returned. */
  spawn(request: SpawnRequest): Child;
  /** Replaces this program. Returns only by throwing. */
  replace(executable: string, argv: readonly string[], environment: Readonly<Record<string, string>>): never;
}
