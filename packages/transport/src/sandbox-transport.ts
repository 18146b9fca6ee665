import type { ContainerRecord, ContainerStatus, ExecArgs, FilePayload, WaitStatus } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { AbandonedStart, NumberedRequest, WaitHandover } from "./hand-over.ts";
import type { SandboxProcessInfo } from "./sandbox-process-info.ts";
import type { TransportCapabilities } from "./transport-capabilities.ts";

/** A way to reach sandboxes. A plain object; `open` is the only thing that does I/O. */
export interface SandboxTransport {
  readonly id: string;
  /** What this transport can do for that container, known without reaching it. */
  capabilities(container: ContainerRecord): TransportCapabilities;
  open(container: ContainerRecord, host: Host): Promise<SandboxHandle>;
}

export interface ExecuteOptions {
  /** Milliseconds for the sandbox to tell that it started the process; afterwards SALLYPORT_START_TIMEOUT. Default: no limit. */
  readonly startTimeout?: number;
}

/** An opened sandbox: one container of it. */
export interface SandboxHandle extends AsyncDisposable {
  /** The container's status now: the recorded one, corrected by what the sandbox answers. */
  status(): Promise<ContainerStatus>;
  /** Starts a process; settled at launch. The caller keeps its descriptors and may close them afterwards. */
  execute(args: ExecArgs, payload: FilePayload, options?: ExecuteOptions): Promise<SandboxProcess>;
  /**
   * A start that timed out and whose answer may still come, once each: what kills the process then. Undefined when
   * there is none (left). The connections of those not asked for are closed with the handle.
   */
  abandonedStart?(): AbandonedStart | undefined;
  /** Addresses a process that was started earlier, by anyone. */
  process(pid: number): SandboxProcess;
  /** Waits for the container's init. */
  wait(): Promise<WaitStatus>;
  /** Signals the container's init, or all its processes. */
  signal(signal: number, target: "init" | "all"): Promise<void>;
  processes(): Promise<readonly SandboxProcessInfo[]>;
  /** The runtime's own statistics, as it gives them. */
  statistics(): Promise<unknown>;
}

export interface SandboxProcess {
  /** In the sandbox's root pid namespace. */
  readonly pid: number;
  /** Settles once: how it ended. Rejects when the connection is lost: it never invents a status. */
  wait(): Promise<WaitStatus>;
  /** `foreground`: the foreground process group of its terminal. `group`: the process group it leads. */
  signal(signal: number, target: "process" | "foreground" | "group"): Promise<void>;
  /** In place of `wait`: begins a wait that another program brings to its end. Present where the sandbox is reached by a socket. */
  handOver?(): Promise<WaitHandover>;
  /** The request that delivers a signal, for a program that makes it when we no longer can; its number is the signal's. */
  prepareSignal?(target: "process" | "foreground"): Promise<NumberedRequest>;
}
