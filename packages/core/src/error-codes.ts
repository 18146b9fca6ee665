/**
 * What kind of failure it was, whatever the code: what a program decides by.
 *
 * @example
 * const worthAnotherTry = (reason: ErrorReason): boolean => reason === "transport-lost";
 */
export type ErrorReason =
  | "usage"
  | "not-found"
  | "ambiguous"
  | "not-running"
  | "unsupported"
  | "start-failed"
  | "transport-lost"
  | "system"
  | "interrupted"
  | "internal";

interface ErrorCodeEntry {
  readonly reason: ErrorReason;
  readonly meaning: string;
  /** Exit status of the command line program in each dialect. */
  readonly exitStatus: { readonly runsc: number; readonly runc: number; readonly crun: number };
}

const ownFailure = { runsc: 128, runc: 255, crun: 1 } as const;
const usage = { runsc: 128, runc: 1, crun: 1 } as const;

function entry(reason: ErrorReason, meaning: string, exitStatus: ErrorCodeEntry["exitStatus"] = ownFailure) {
  return { reason, meaning, exitStatus } satisfies ErrorCodeEntry;
}

/** Every code, its meaning, and the exit status it maps to (runsc: facts of gVisor 20240729; runc 1.1; crun 1.8). */
export const errorCodes = {
  SALLYPORT_USAGE: entry("usage", "a flag or argument is missing, unknown or malformed", usage),
  SALLYPORT_GLOBAL_USAGE: entry("usage", "a flag in front of the command is unknown or malformed", {
    runsc: 2,
    runc: 1,
    crun: 1,
  }),
  SALLYPORT_INVALID_PROCESS: entry(
    "usage",
    "the process file is missing, not JSON, or breaks the OCI process schema",
  ),
  SALLYPORT_INVALID_BUNDLE: entry(
    "usage",
    "a bundle's config.json is missing, not JSON, or not what the OCI runtime specification says",
  ),
  SALLYPORT_INVALID_ENVIRONMENT: entry("usage", "an environment entry has no '='"),
  SALLYPORT_INVALID_CAPABILITY: entry("usage", "a capability name is unknown"),
  SALLYPORT_INVALID_DESCRIPTOR: entry(
    "usage",
    "a file descriptor to pass is not open, negative, or there are too many",
  ),
  SALLYPORT_INVALID_SECCOMP: entry(
    "usage",
    "a seccomp profile breaks the OCI schema, or has more rules than a filter can hold",
  ),
  SALLYPORT_INVALID_POLICY: entry("usage", "a policy file is unreadable, not JSON, or breaks its schema"),
  SALLYPORT_INVALID_STATE: entry(
    "system",
    "a container's state file is unreadable or not what the runtime writes",
  ),
  SALLYPORT_INVALID_CONFIGURATION: entry(
    "usage",
    "a configuration file or a SALLYPORT_ variable is unreadable or not what it must be",
  ),
  SALLYPORT_NOT_FOUND: entry("not-found", "no container has that id"),
  SALLYPORT_EXISTS: entry("usage", "a container has that id already"),
  SALLYPORT_AMBIGUOUS: entry("ambiguous", "several containers have ids that begin so"),
  SALLYPORT_NOT_RUNNING: entry("not-running", "the container's status does not allow the operation"),
  SALLYPORT_UNSUPPORTED: entry("unsupported", "the sandbox or its transport cannot do what was asked"),
  SALLYPORT_START_FAILED: entry("start-failed", "the sandbox refused to start the command", {
    ...ownFailure,
    crun: 255,
  }),
  SALLYPORT_START_TIMEOUT: entry("start-failed", "the sandbox did not tell in time that the command started"),
  SALLYPORT_REMOTE: entry("system", "the sandbox answered with an error"),
  SALLYPORT_PROTOCOL: entry("transport-lost", "the sandbox answered with something that is not the protocol"),
  SALLYPORT_CONNECT_FAILED: entry("transport-lost", "the sandbox's control socket cannot be reached"),
  SALLYPORT_CONNECTION_LOST: entry(
    "transport-lost",
    "the connection to the sandbox ended before the answer was complete",
  ),
  SALLYPORT_TRANSPORT_NOT_FOUND: entry(
    "usage",
    "no transport of that name is built in, configured or installed",
  ),
  SALLYPORT_INVALID_TRANSPORT: entry(
    "unsupported",
    "a transport's package cannot be used: it is broken, of another version, or not what it declares",
  ),
  SALLYPORT_TRANSPORT_DEFECT: entry("internal", "a transport does something else than its contract says"),
  SALLYPORT_SYSTEM_CALL: entry("system", "a system call of our own failed"),
  SALLYPORT_INTERRUPTED: entry("interrupted", "the user gave up on a sandbox that does not answer", {
    runsc: 130,
    runc: 130,
    crun: 130,
  }),
  SALLYPORT_ABORTED: entry("interrupted", "the caller gave up before the command started", {
    runsc: 130,
    runc: 130,
    crun: 130,
  }),
  SALLYPORT_INTERNAL: entry("internal", "a defect in sallyport"),
} as const satisfies Record<string, ErrorCodeEntry>;

/**
 * The stable name of a failure, as `error.code` has it.
 *
 * @example
 * const isPaused = (code: ErrorCode): boolean => code === "SALLYPORT_NOT_RUNNING";
 */
export type ErrorCode = keyof typeof errorCodes;
