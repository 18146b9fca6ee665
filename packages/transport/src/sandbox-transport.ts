import type {
  Accounts,
  ContainerRecord,
  ExecArgs,
  FilePayload,
  ResourceLimits,
  WaitStatus,
} from "@sallyport/core";
import type { Host, WindowSize } from "@sallyport/host";
import type { ContainerState, ListedContainer } from "./container-state.ts";
import type { DeclaredCapabilities } from "./declared-capabilities.ts";
import type { AbandonedStart, NumberedRequest, WaitHandover } from "./hand-over.ts";
import type { SandboxProcessInfo } from "./sandbox-process-info.ts";
import type { Supervision } from "./supervision.ts";
import type { StandardSchema } from "./standard-schema.ts";
import type { CapabilityName } from "./transport-capabilities.ts";

/**
 * A way to reach sandboxes. A plain object; `open`, `list` and the handle's methods are the only things that do I/O.
 *
 * @example
 * import { createMockSandbox } from "@sallyport/transport-mock";
 *
 * const transport: SandboxTransport = createMockSandbox({ programs: { true: () => 0 } }).transport;
 * await using box = await openSandbox("web", { transport });
 */
export interface SandboxTransport<Options = unknown, Handle extends SandboxHandle = SandboxHandle> {
  /** Version of this contract that it was written for; see `transportApi`. */
  readonly api: string;
  readonly id: string;
  /** What it can do in any container. */
  readonly capabilities: DeclaredCapabilities;
  /** What of it it can do in that container, known without reaching it. Absent: all of it. */
  capabilitiesOf?(container: ContainerRecord): DeclaredCapabilities;
  /** What users can do about a capability that it does not have: one sentence each, lower-case, no full stop. */
  readonly hints?: Readonly<Partial<Record<CapabilityName, string>>>;
  /** Of the options that its users configure. Absent: it takes none. */
  readonly options?: StandardSchema<Options>;
  open(target: OpenTarget<Options>, host: Host): Promise<Handle>;
  list?(target: ListTarget<Options>, host: Host): Promise<readonly ListedContainer[]>;
}

export interface ListTarget<Options> {
  /** What the schema made of the configured options. */
  readonly options: Options;
}

export interface OpenTarget<Options> extends ListTarget<Options> {
  /** Kind `external`, with nothing but the id that was asked for, where containers are the transport's own. */
  readonly container: ContainerRecord;
}

export interface ExecuteOptions {
  /** Milliseconds for the sandbox to tell that it started the process; afterwards SALLYPORT_START_TIMEOUT. Default: no limit. */
  readonly startTimeout?: number;
  /** Settles when nobody waits for that any more: afterwards SALLYPORT_INTERRUPTED. */
  readonly abandoned?: Promise<void>;
  /** Of an emulated terminal, from the start. */
  readonly terminalSize?: WindowSize;
  /** The command outlives us: with `hostProcesses`, whoever inherits it reaps it. */
  readonly detach?: boolean;
  /** The command runs on when we are killed. */
  readonly orphan?: boolean;
  /** How the command is watched, with capability `supervision`. Default: no more than it takes to wait for it. */
  readonly supervision?: Supervision;
  /** With capability `limits`; what is left of the command's processes at its end is killed then. */
  readonly limits?: ResourceLimits;
}

/** Both ends of a pseudo-terminal of the container's own; the caller closes them. */
export interface ContainerTerminal {
  readonly master: number;
  readonly replica: number;
}

/** An opened sandbox: one container of it. */
export interface SandboxHandle extends AsyncDisposable {
  /** The container now: the recorded status, corrected by what the sandbox answers. */
  state?(): Promise<ContainerState>;
  /** Starts a process; settled at launch. The caller keeps its descriptors and may close them afterwards. */
  execute(args: ExecArgs, payload: FilePayload, options?: ExecuteOptions): Promise<SandboxProcess>;
  /** What `execute` would do with the same, step by step and in print: lines of text. Does nothing of it. */
  explain?(args: ExecArgs, payload: FilePayload, options?: ExecuteOptions): Promise<string>;
  /**
   * A start that timed out or was abandoned, and whose answer may still come, once each: what kills the process then. Undefined when
   * there is none (left). The connections of those not asked for are closed with the handle.
   */
  abandonedStart?(): AbandonedStart | undefined;
  /** The users and groups in the container's own files. Present where they can be read. */
  accounts?(): Promise<Accounts>;
  /** Present where a command's terminal is to be one of the container's, not of the host's. */
  openTerminal?(): Promise<ContainerTerminal>;
  /** Addresses a process that was started earlier, by anyone. */
  process?(pid: number): SandboxProcess;
  /** Waits for the container's init. */
  wait?(): Promise<WaitStatus>;
  /** Signals the container's init, or all its processes. */
  signal?(signal: number, target: "init" | "all"): Promise<void>;
  processes?(): Promise<readonly SandboxProcessInfo[]>;
  /** The runtime's own statistics, as it gives them. */
  statistics?(): Promise<unknown>;
}

export interface SandboxProcess {
  /** In the sandbox's root pid namespace. */
  readonly pid: number;
  /** Settles once: how it ended. Rejects when the connection is lost: it never invents a status. */
  wait(): Promise<WaitStatus>;
  /** `foreground`: the foreground process group of its terminal. `group`: the process group it leads. */
  signal(signal: number, target: "process" | "foreground" | "group"): Promise<void>;
  /** Kills the process group that it leads and, from level `tree` on, all that came from it. With capability `supervision`. */
  killTree?(): Promise<void>;
  /** Gives an emulated terminal another size; the process learns of it by SIGWINCH. */
  resize?(size: WindowSize): Promise<void>;
  /** Gives up a `wait` under way, which rejects; the process runs on. Without it a wait keeps its program waiting. */
  leave?(): void;
  /** In place of `wait`: begins a wait that another program brings to its end. Present where the sandbox is reached by a socket. */
  handOver?(): Promise<WaitHandover>;
  /** The request that delivers a signal, for a program that makes it when we no longer can; its number is the signal's. */
  prepareSignal?(target: "process" | "foreground"): Promise<NumberedRequest>;
}
