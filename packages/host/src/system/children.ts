import type { Child, Children, SpawnRequest } from "../port/children.ts";
import type { Descriptors } from "../port/descriptors.ts";
import type { Host } from "../port/host.ts";
import type { SystemCalls } from "../system-calls.ts";
import { checked } from "./checked.ts";
import type { Inherited } from "./inherited.ts";
import { failedStep } from "./spawn-steps.ts";

const sessions = { new: 1, "new-with-terminal": 2 } as const;

export function createChildren(
  calls: SystemCalls,
  parts: Pick<Host, "descriptors" | "clock"> & { readonly inherited: Inherited },
  ignoredSignals: readonly number[],
): Children {
  const { descriptors, inherited } = parts;
  return {
    spawn: (request) =>
      withExecutable(descriptors, request, (executable) => {
        const out = new Int32Array(2);
        const pid = calls.spawn(
          executable,
          request.argv,
          environmentList(request.environment),
          Int32Array.from(request.fds),
          request.workingDirectory ?? "",
          request.session === undefined ? 0 : sessions[request.session],
          out,
        );
        const [pidfd = -1, step = 0] = out;
        checked(pid, ...failedStep(step, request));
        return request.reapedElsewhere === true
          ? leftChild(descriptors, pid, pidfd)
          : { pid, exited: exitOf(calls, parts, pid, pidfd) };
      }),

    replace(executable, argv, environment) {
      const passed = inherited.all();
      prepare(0);
      const result = calls.replace(executable, argv, environmentList(environment));
      prepare(1);
      checked(result, "exec", executable);
      throw new Error("execve returned without an error");

      // Language runtimes mark what they inherited close-on-exec, and ignore signals that a command expects.
      function prepare(runtime: 0 | 1): void {
        for (const fd of passed) {
          calls.setCloseOnExec(fd, runtime);
        }
        for (const signal of ignoredSignals) {
          calls.setSignalIgnored(signal, runtime);
        }
      }
    },
  };
}

function exitOf(
  calls: SystemCalls,
  { descriptors, clock }: Pick<Host, "descriptors" | "clock">,
  pid: number,
  pidfd: number,
): Promise<number> {
  async function read(): Promise<number> {
    await descriptors.wait(pidfd, "readable").ready;
    let status = calls.exitStatus(pidfd);
    // Whoever traces it, such as strace(1), reaps it before we can (ptrace(2)).
    while (status === -EAGAIN) {
      await clock.delay(pause).elapsed;
      status = calls.exitStatus(pidfd);
    }
    descriptors.close(pidfd);
    return checked(status, "wait for", `process ${pid}`);
  }
  const exited = read();
  exited.catch(() => undefined);
  return exited;
}

const EAGAIN = 11;
/** Milliseconds. */
const pause = 5;

function leftChild(descriptors: Descriptors, pid: number, pidfd: number): Child {
  descriptors.close(pidfd);
  return { pid, exited: new Promise(() => undefined) };
}

/** `/proc/self/fd/N` names our descriptor: where the child gets another one of that number, a copy stands in. */
function withExecutable<T>(
  descriptors: Descriptors,
  { executable, fds }: SpawnRequest,
  body: (executable: string) => T,
): T {
  const number = /^\/proc\/self\/fd\/(\d+)$/.exec(executable)?.[1];
  if (number === undefined || Number(number) >= fds.length) {
    return body(executable);
  }
  const copy = descriptors.duplicate(Number(number), fds.length);
  try {
    return body(`/proc/self/fd/${copy}`);
  } finally {
    descriptors.close(copy);
  }
}

function environmentList(environment: Readonly<Record<string, string>>): string[] {
  return Object.entries(environment).map(([name, value]) => `${name}=${value}`);
}
