/**
 * How a command on the host's own kernel is watched. `none` waits for it and no more; `tree` traces every process that
 * comes from it, and all of them end when their supervisor does; `audit` also records system calls; `enforce` also
 * holds the command to a policy.
 */
export type SupervisionLevel = (typeof supervisionLevels)[number];

export const supervisionLevels = ["none", "tree", "audit", "enforce"] as const;

/** What a policy file says. docs/supervision.md explains it, docs/policy.schema.json is its schema. */
export interface SupervisionPolicy {
  /** What may be opened, for `enforce`; the longest path counts, and what is below none may not. Absent: everything. */
  readonly paths?: readonly PathPermission[] | undefined;
  /** Calls that fail, for `enforce`. */
  readonly deny?: readonly DeniedCalls[] | undefined;
  /** Calls that are recorded, for `audit`. Absent: those of files, programs and the network. */
  readonly trace?: TracedCalls | undefined;
}

export interface PathPermission {
  /** Absolute, in the container, without `.` and `..`. */
  readonly path: string;
  readonly access: readonly ("read" | "write")[];
}

interface DeniedCalls {
  readonly calls: readonly string[];
  /** Default EPERM. */
  readonly errno?: DenialErrno | undefined;
}

export type DenialErrno = (typeof denialErrnos)[number];

export const denialErrnos = [
  "EPERM",
  "EACCES",
  "EINVAL",
  "EIO",
  "ENOENT",
  "ENOSYS",
  "EOPNOTSUPP",
  "EROFS",
] as const;

export interface TracedCalls {
  readonly calls?: readonly string[] | undefined;
  /** With what each call came to, which costs a second stop. */
  readonly results?: boolean | undefined;
}

/** What one command may use, together with all that comes from it. */
export interface ResourceLimits {
  /** Bytes. */
  readonly memory?: number | undefined;
  /** Processes and threads. */
  readonly pids?: number | undefined;
  /** Processors: 0.5 is half of one's time. */
  readonly cpu?: number | undefined;
}
