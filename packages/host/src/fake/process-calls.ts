import type { SystemCalls } from "../system-calls.ts";
import { fail, resultOf } from "./fail.ts";
import { addDescriptor, type FakeProcess, openFileOf } from "./fake-process.ts";
import { locate } from "./file-tree.ts";
import { createInode, inodeTypes } from "./inode.ts";
import type { Kernel } from "./kernel.ts";
import { createOpenFile, hold, type OpenFile } from "./open-file.ts";
import { encodeUtf8 } from "./utf8.ts";

export type ProcessCalls = Pick<
  SystemCalls,
  | "processId"
  | "parentProcessId"
  | "effectiveUserId"
  | "setUmask"
  | "workingDirectory"
  | "realTime"
  | "bootTime"
  | "setDumpable"
  | "sendSignal"
  | "setSignalIgnored"
  | "spawn"
  | "exitStatus"
  | "replace"
>;

export interface SpawnedProgram {
  readonly executable: string;
  readonly argv: readonly string[];
  readonly environment: readonly string[];
  /** By the child's number. */
  readonly files: readonly OpenFile[];
  readonly workingDirectory: string;
  readonly session: number;
}

/** What the fake does beyond answering: starts children, and notes what happened. */
export interface ProcessHooks {
  start(program: SpawnedProgram): FakeProcess;
  signalSent(pid: number, signal: number): void;
  replaced(executable: string, argv: readonly string[], environment: readonly string[]): never;
}

const steps = { descriptors: 2, directory: 4, execute: 5 } as const;
/** SIGCHLD, SIGCONT, the stop signals, SIGURG and SIGWINCH: a fake process does not stop. */
const harmless = new Set([0, 17, 18, 19, 20, 21, 22, 23, 28]);
const children = new WeakMap<OpenFile, FakeProcess>();

export function createProcessCalls(kernel: Kernel, process: FakeProcess, hooks: ProcessHooks): ProcessCalls {
  const at = (path: string) => locate(kernel.root, process.workingDirectory, path, true).inode;

  function checkExecutable(path: string): void {
    if (kernel.programs[path] === undefined) {
      fail(at(path) === undefined ? "ENOENT" : "EACCES");
    }
  }

  return {
    processId: () => process.pid,
    parentProcessId: () => process.parentPid,
    effectiveUserId: () => process.effectiveUid,
    setUmask(mask) {
      const former = process.umask;
      process.umask = mask & 0o777;
      return former;
    },
    workingDirectory: (out) =>
      resultOf(() => {
        const path = encodeUtf8(process.workingDirectory);
        if (path.length >= out.length) {
          fail("ERANGE");
        }
        out.set(path);
        return path.length;
      }),
    realTime: () => (kernel.startTime + kernel.clock.elapsed()) * 1000,
    bootTime: () => kernel.clock.elapsed() * 1000,
    setDumpable(on) {
      process.dumpable = on !== 0;
      return 0;
    },
    sendSignal: (pid, signal) =>
      resultOf(() => {
        const target = kernel.processes.get(pid);
        if (target?.status !== undefined || (target === undefined && !kernel.idle.has(pid))) {
          fail("ESRCH");
        }
        hooks.signalSent(pid, signal);
        const taken = target?.loop.deliver(signal) ?? true;
        // A program that signals itself is left alone: its test looks at what was sent.
        if (!taken && target !== process && !harmless.has(signal)) {
          target?.end(signal);
        }
        return 0;
      }),
    setSignalIgnored: () => 0,
    spawn: (executable, argv, environment, fds, workingDirectory, session, out) =>
      resultOf(() => {
        out.set([-1, steps.descriptors]);
        const files = [...fds].map((fd) => openFileOf(process, fd));
        out[1] = steps.directory;
        if (workingDirectory !== "" && at(workingDirectory) === undefined) {
          fail("ENOENT");
        }
        out[1] = steps.execute;
        checkExecutable(executable);
        const directory = workingDirectory === "" ? process.workingDirectory : workingDirectory;
        files.forEach(hold);
        const child = hooks.start({
          executable,
          argv,
          environment,
          files,
          workingDirectory: directory,
          session,
        });
        const pidfd = createOpenFile(createInode(inodeTypes.other, 0o600), {
          readiness: () => (child.status === undefined ? 0 : 1),
        });
        children.set(pidfd, child);
        out[0] = addDescriptor(process, pidfd);
        return child.pid;
      }),
    exitStatus: (pidfd) =>
      resultOf(() => {
        const child = children.get(openFileOf(process, pidfd)) ?? fail("EBADF");
        const status = child.status ?? fail("EAGAIN");
        return kernel.processes.delete(child.pid) ? status : fail("ECHILD");
      }),
    replace: (executable, argv, environment) =>
      resultOf(() => {
        checkExecutable(executable);
        return hooks.replaced(executable, argv, environment);
      }),
  };
}
