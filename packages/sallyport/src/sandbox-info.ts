import type { ContainerStatus, SallyportError } from "@sallyport/core";

/**
 * A container, as `listSandboxes` tells it.
 *
 * @example
 * const running = ({ status }: SandboxSummary): boolean => status === "running";
 * const ids = (await listSandboxes()).filter(running).map(({ id }) => id);
 */
export interface SandboxSummary {
  readonly id: string;
  /** As its sandbox tells it now; `unknown` where its state cannot be read. */
  readonly status: ContainerStatus | "unknown";
  /** RFC 3339; absent where it is not known. */
  readonly createdAt?: string;
  /** Who made it; absent where it is not known. */
  readonly owner?: string;
  /** Host process id of its sandbox, while it has one. */
  readonly pid?: number;
  /** Why its state cannot be read. */
  readonly error?: SallyportError;
}

/**
 * How a container uses its sandbox.
 *
 * @example
 * const { memoryBytes, cpuNanoseconds }: SandboxStats = await box.stats();
 * console.log(memoryBytes, (cpuNanoseconds ?? 0) / 1e9);
 */
export interface SandboxStats {
  /** CPU time of all its processes, nanoseconds; absent where the sandbox does not tell. */
  readonly cpuNanoseconds?: number;
  /** Memory, bytes; absent where the sandbox does not tell. */
  readonly memoryBytes?: number;
  /** Processes; absent where the sandbox does not tell. */
  readonly processes?: number;
  /** What the sandbox told, as it is. */
  readonly raw: unknown;
}

/**
 * How a container ended.
 *
 * @example
 * const end: SandboxEnd = await box.wait();
 * console.log(end.reason === "exited" ? `status ${end.code}` : end.signal);
 */
export type SandboxEnd =
  | {
      readonly reason: "exited";
      /** Exit status of its first process. */
      readonly code: number;
      readonly signal?: undefined;
    }
  | {
      readonly reason: "signaled";
      readonly code: null;
      /** Name of the signal that ended its first process. */
      readonly signal: string;
    };

/**
 * To whom `Sandbox.kill` sends a signal.
 *
 * @example
 * const everybody: KillOptions = { all: true };
 * await box.kill("SIGKILL", everybody);
 */
export interface KillOptions {
  /** To every process of the container. Default: false, to its first one. */
  readonly all?: boolean;
}
