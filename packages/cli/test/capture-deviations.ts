/** Where sallyport does something else than the captured gVisor, under the same release's rules. */
export interface Deviation {
  readonly reason: string;
  /** Methods of captured calls that we do not make. */
  readonly leftOut?: readonly string[];
  /** Calls that we make besides, behind the others; the sandbox answers `{}`. */
  readonly added?: readonly { readonly method: string; readonly arg: unknown }[];
  /** The command has one terminal of its own as all its streams, in place of ours. */
  readonly ownTerminal?: true;
  readonly exitStatus?: number;
  /** What we print in place of the captured text. */
  readonly stdout?: (captured: string) => string;
}

const signal = "containerManager.Signal";
const runtimeState = "containerManager.ContainerRuntimeState";

const noQuestion = "the status is not asked for first: the sandbox refuses what cannot be done";
const probe = `${noQuestion}; signal 0 probes as kill(2) has it, which gVisor takes for no signal`;
const ownTerminal = {
  reason: "the command's terminal is a new one, shown on ours, so that ours can be restored",
  ownTerminal: true,
} as const;
const toInit = (CID: string, Mode: number) => ({ method: signal, arg: { CID, Signo: 0, PID: 0, Mode } });

/** By the capture's name. A capture that is not here is met to the letter. */
export const deviations: Readonly<Record<string, Deviation>> = {
  "20221219-kill-0": { reason: probe, exitStatus: 0 },
  "20221219-kill-all-0": { reason: probe, leftOut: [signal], added: [toInit("ra22", 1)], exitStatus: 0 },
  "20221219-kill-pid": { reason: noQuestion, leftOut: [signal] },
  "20221219-ps-json": { reason: noQuestion, leftOut: [signal] },
  "20221219-ps-table": { reason: noQuestion, leftOut: [signal] },
  "20221219-state": {
    reason: "one version of the OCI specification, and a newline at the end of the output",
    stdout: (captured) => `${captured.replace("1.0.2-dev", "1.2.0")}\n`,
  },
  "20221219-tty-process-terminal": ownTerminal,
  "20221219-wait-pid": { reason: noQuestion, leftOut: [signal] },
  "20221219-wait-rootpid": { reason: noQuestion, leftOut: [signal] },
  "20240729-kill-0": {
    reason: probe,
    leftOut: [runtimeState],
    added: [toInit("ra24", 0)],
    exitStatus: 0,
  },
  "20240729-kill-all-0": {
    reason: probe,
    leftOut: [runtimeState],
    added: [toInit("ra24", 1)],
    exitStatus: 0,
  },
  "20240729-kill-pid": { reason: noQuestion, leftOut: [runtimeState] },
  "20240729-notty-process-terminal": {
    reason: "a terminal is refused when our streams are none: gVisor loses the output (issue 6619)",
    leftOut: [runtimeState, "containerManager.ExecuteAsync", "containerManager.WaitPID"],
    exitStatus: 128,
  },
  "20240729-tty": ownTerminal,
  "20240729-tty-process-terminal": ownTerminal,
  "20240729-wait-pid": { reason: noQuestion, leftOut: [runtimeState] },
  "20240729-wait-rootpid": { reason: noQuestion, leftOut: [runtimeState] },
};

/** Those that are for containers that sallyport made. */
export const lifecycleCommands: readonly string[] = ["pause", "resume"];

/** Commands of gVisor's that sallyport does not have: their captures cannot be met, and are refused without a call. */
export const absentCommands: readonly string[] = ["events", "port-forward", "usage"];
