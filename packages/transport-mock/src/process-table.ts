import { type ExecArgs, SallyportError, type WaitStatus, withResolvers } from "@sallyport/core";
import type { Text, WindowSize } from "@sallyport/host";
import type { MockProgram } from "./mock-program.ts";
import type { MockStream } from "./mock-stream.ts";
import { createProcessView } from "./process-view.ts";

/** A process of the sandbox, as the sandbox sees it. */
export interface RunningProcess {
  readonly pid: number;
  readonly ppid: number;
  /** Process group: the process id of its leader. */
  readonly group: number;
  readonly args: ExecArgs;
  readonly ended: Promise<WaitStatus>;
  /** Undefined while it runs. */
  status: WaitStatus | undefined;
  /** Of its own terminal. */
  size: WindowSize;
  readonly streams: ReadonlyMap<number, MockStream>;
  readonly actions: Map<number, (() => void) | "ignore">;
  /** Rejects whatever the program waits for, once the process has ended. */
  readonly over: Promise<never>;
  end(status: WaitStatus): void;
}

interface ProcessStart {
  readonly args: ExecArgs;
  readonly program: MockProgram;
  readonly streams: ReadonlyMap<number, MockStream>;
  readonly text: Text;
  readonly size: WindowSize;
  readonly parent?: RunningProcess;
}

/** What processes need of their sandbox. */
export interface Surroundings {
  sleep(milliseconds: number): Promise<void>;
  /** How many of these bytes may be written at once. */
  admit(bytes: number): number;
  /** So many were written. */
  wrote(bytes: number): void;
  /** A program threw something. */
  failed(error: unknown): void;
}

export interface ProcessTable {
  start(start: ProcessStart): RunningProcess;
  /** Those that run, in order. */
  running(): readonly RunningProcess[];
  /** Also one that ended. Throws SALLYPORT_REMOTE where there never was one. */
  find(pid: number): RunningProcess;
}

/** The container's init is 1. */
const firstPid = 2;
/** EX_SOFTWARE of sysexits.h: what a program that throws ends with. */
const failedProgram = 70;

export function createProcessTable(surroundings: Surroundings): ProcessTable {
  const processes = new Map<number, RunningProcess>();

  function start({ args, program, streams, text, size, parent }: ProcessStart): RunningProcess {
    const pid = firstPid + processes.size;
    const ended = withResolvers<WaitStatus>();
    const over = withResolvers<never>();
    over.promise.catch(() => undefined);
    const process: RunningProcess = {
      pid,
      ppid: parent?.pid ?? 1,
      group: parent?.group ?? pid,
      args,
      ended: ended.promise,
      over: over.promise,
      status: undefined,
      size,
      streams,
      actions: new Map(),
      end(status) {
        if (process.status !== undefined) return;
        process.status = status;
        over.reject(new Error(`process ${pid} has ended`));
        for (const stream of streams.values()) stream.close();
        ended.resolve(status);
      },
    };
    processes.set(pid, process);
    const startChild = (child: MockProgram): RunningProcess => {
      const inherited = new Map([...streams].map(([number, stream]) => [number, stream.duplicate()]));
      return start({ args, program: child, streams: inherited, text, size: process.size, parent: process });
    };
    const view = createProcessView({ process, surroundings, text, startChild });
    void run(process, () => program(view));
    return process;
  }

  async function run(process: RunningProcess, body: () => ReturnType<MockProgram>): Promise<void> {
    try {
      // Whoever starts it has its process id first.
      await Promise.resolve();
      const exit = await body();
      process.end(
        typeof exit === "object"
          ? { kind: "signaled", signal: exit.signal, coreDumped: false }
          : { kind: "exited", code: exit ?? 0 },
      );
    } catch (error) {
      if (process.status !== undefined) return;
      surroundings.failed(error);
      process.end({ kind: "exited", code: failedProgram });
    }
  }

  return {
    start,
    running: () => [...processes.values()].filter(({ status }) => status === undefined),
    find(pid) {
      const process = processes.get(pid);
      if (process !== undefined) return process;
      throw new SallyportError("SALLYPORT_REMOTE", `no such process: ${pid}`);
    },
  };
}
