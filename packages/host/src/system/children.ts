import type { Child, Children, SpawnRequest } from "../port/children.ts";
import type { Descriptors } from "../port/descriptors.ts";
import type { SystemCalls } from "../system-calls.ts";
import { checked } from "./checked.ts";
import type { Inherited } from "./inherited.ts";
import { failedStep } from "./spawn-steps.ts";

const sessions = { new: 1, "new-with-terminal": 2 } as const;

export function createChildren(
  calls: SystemCalls,
  descriptors: Descriptors,
  inherited: Inherited,
  ignoredSignals: readonly number[],
): Children {
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
          : child(calls, descriptors, pid, pidfd);
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

function child(calls: SystemCalls, descriptors: Descriptors, pid: number, pidfd: number): Child {
  const exited = descriptors.wait(pidfd, "readable").ready.then(() => {
    const status = calls.exitStatus(pidfd);
    descriptors.close(pidfd);
    return checked(status, "wait for", `process ${pid}`);
  });
  exited.catch(() => undefined);
  return { pid, exited };
}

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
