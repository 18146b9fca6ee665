import { createHost } from "../create-host.ts";
import type { Host } from "../port/host.ts";
import { createDescriptorCalls } from "./descriptor-calls.ts";
import { createFakeEventLoop } from "./fake-event-loop.ts";
import { closeDescriptor, type FakeProcess } from "./fake-process.ts";
import { createFileCalls } from "./file-calls.ts";
import type { Kernel } from "./kernel.ts";
import { hold, type OpenFile } from "./open-file.ts";
import { createProcessCalls, type ProcessHooks } from "./process-calls.ts";
import { createSocketCalls } from "./socket-calls.ts";

export interface ProcessStart {
  readonly pid: number;
  readonly parentPid: number;
  readonly effectiveUid: number;
  readonly umask: number;
  readonly workingDirectory: string;
  readonly argv: readonly string[];
  readonly self: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly files: ReadonlyMap<number, OpenFile>;
}

/** A process of the fake, and the host that its program gets. */
export function startProcess(
  kernel: Kernel,
  start: ProcessStart,
  hooks: ProcessHooks,
): { process: FakeProcess; host: Host } {
  const process: FakeProcess = {
    pid: start.pid,
    parentPid: start.parentPid,
    effectiveUid: start.effectiveUid,
    umask: start.umask,
    dumpable: true,
    workingDirectory: start.workingDirectory,
    descriptors: new Map(),
    loop: createFakeEventLoop(kernel.clock, (fd) => process.descriptors.get(fd)?.file),
    status: undefined,
    end(status) {
      if (process.status === undefined) {
        process.status = status;
        for (const fd of process.descriptors.keys()) {
          closeDescriptor(process, fd);
        }
        kernel.changed();
      }
    },
  };
  for (const [fd, file] of start.files) {
    process.descriptors.set(fd, { file: hold(file), closeOnExec: false });
  }
  kernel.processes.set(process.pid, process);
  const calls = {
    ...createFileCalls(kernel, process),
    ...createDescriptorCalls(kernel, process),
    ...createSocketCalls(kernel, process),
    ...createProcessCalls(kernel, process, hooks),
  };
  const facts = {
    argv: start.argv,
    self: start.self,
    environment: start.environment,
    inherited: [...start.files.keys()],
    ignoredSignals: [],
  };
  return { process, host: createHost({ calls, loop: process.loop, facts }) };
}
