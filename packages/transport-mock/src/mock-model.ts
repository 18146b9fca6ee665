import { type ContainerStatus, type OciProcess, type WaitStatus, withResolvers } from "@sallyport/core";
import type { FaultList } from "./mock-fault.ts";
import type { MockConnection } from "./mock-connection.ts";
import type { MockContainer } from "./mock-options.ts";
import type { MockProgram } from "./mock-program.ts";
import type { ProcessTable } from "./process-table.ts";

/** Something that a mock sandbox was asked for. */
export type MockCall =
  | { readonly method: "open" | "state"; readonly containerId: string }
  | {
      readonly method: "execute";
      readonly containerId: string;
      readonly args: readonly string[];
      /** Numbers that the process was to have. */
      readonly guestFds: readonly number[];
    }
  | { readonly method: "wait"; readonly pid: number }
  | { readonly method: "signal"; readonly pid: number; readonly signal: number; readonly target: string }
  | {
      readonly method: "signal";
      readonly containerId: string;
      readonly signal: number;
      readonly target: "init" | "all";
    };

/** What all handles of one sandbox share. */
export interface SandboxModel {
  readonly programs: Readonly<Record<string, MockProgram>>;
  readonly table: ProcessTable;
  readonly faults: FaultList;
  readonly connections: Set<MockConnection>;
  /** False once it died: nobody connects any more. */
  alive: boolean;
  record(call: MockCall): void;
}

export interface ContainerModel {
  readonly id: string;
  status: ContainerStatus;
  readonly process: OciProcess;
  /** How its init ended. */
  readonly ended: Promise<WaitStatus>;
  /** To its init, which handles none. */
  signal(signal: number): void;
}

const defaultProcess: OciProcess = { cwd: "/", env: ["PATH=/bin"], user: { uid: 0, gid: 0 } };
const deadly = new Set([9, 15]);

export function createContainerModel(
  id: string,
  { status = "running", process = defaultProcess }: MockContainer,
): ContainerModel {
  const ended = withResolvers<WaitStatus>();
  const container: ContainerModel = {
    id,
    status,
    process,
    ended: ended.promise,
    signal(signal) {
      if (!deadly.has(signal)) return;
      container.status = "stopped";
      ended.resolve({ kind: "signaled", signal, coreDumped: false });
    },
  };
  return container;
}
