import type { FakeClock } from "./fake-clock.ts";
import type { FakeProcess } from "./fake-process.ts";
import type { FakeProgram } from "./fake-program.ts";
import { createFileTree } from "./file-tree.ts";
import type { Inode } from "./inode.ts";
import type { FakeListener } from "./listener.ts";

/** What all processes of one fake share. */
export interface Kernel {
  readonly root: Inode;
  readonly abstractSockets: Map<string, FakeListener>;
  readonly processes: Map<number, FakeProcess>;
  /** Processes that exist and do nothing. */
  readonly idle: ReadonlySet<number>;
  readonly programs: Readonly<Record<string, FakeProgram>>;
  readonly clock: FakeClock;
  /** Milliseconds since the epoch when it was made. */
  readonly startTime: number;
  /** To be called when a descriptor may have become ready. */
  changed(): void;
  nextPid(): number;
}

export function createKernel(options: {
  readonly idle: readonly number[];
  readonly programs: Readonly<Record<string, FakeProgram>>;
  readonly clock: FakeClock;
  readonly startTime: number;
  readonly firstPid: number;
}): Kernel {
  const processes = new Map<number, FakeProcess>();
  let lastPid = options.firstPid;
  return {
    ...options,
    root: createFileTree(),
    abstractSockets: new Map(),
    processes,
    idle: new Set(options.idle),
    changed() {
      for (const process of processes.values()) {
        process.loop.scheduleReady();
      }
    },
    nextPid: () => ++lastPid,
  };
}
