import { type ContainerRecord, type ExecArgs, type ExecRequest, isSallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { Services } from "../composition-root.ts";
import { HOST, SETTINGS } from "../tokens.ts";
import { checkDescriptors } from "./check-descriptors.ts";
import { completeRequest } from "./complete-request.ts";
import type { ExecOptions } from "./exec-options.ts";
import { findTarget, openTarget, type Target } from "./find-target.ts";
import { refuseExec } from "./refuse-exec.ts";
import { requireRunning } from "./require-running.ts";
import { resolveNames } from "./resolve-names.ts";

/** What an exec would do, found out by all its steps before the command is started. */
export interface ExecExplanation {
  readonly container: ContainerRecord;
  readonly transport: string;
  /** Absent where the request cannot be completed. */
  readonly args: ExecArgs | undefined;
  readonly passFds: ExecRequest["passFds"];
  /** Why it would fail, in the order in which it would be found out. */
  readonly problems: readonly ExecProblem[];
}

interface ExecProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

/** Throws what finding the container throws; everything else that is wrong is a problem. */
export async function explainExec(services: Services, options: ExecOptions): Promise<ExecExplanation> {
  const host = services.resolve(HOST);
  const settings = services.resolve(SETTINGS);
  const { request } = options;
  const problems: ExecProblem[] = [];
  const attempt = collectInto(problems);

  await attempt(() => checkDescriptors(host, request));
  const target = await findTarget(services, request.containerId);
  await attempt(() => refuseExec(host, target, options));
  const resolved = await attempt(() => resolveNames(host, target, request));
  const args = await attempt(() => completeRequest(resolved ?? request, target.container, settings));
  await attempt(() => askStatus(host, target, args));
  return {
    container: target.container,
    transport: target.transport.id,
    args,
    passFds: request.passFds,
    problems,
  };
}

async function askStatus(host: Host, target: Target, args: ExecArgs | undefined): Promise<void> {
  await using handle = await openTarget(host, target);
  await requireRunning(target.container, handle, args?.ignorePaused);
}

function collectInto(problems: ExecProblem[]) {
  return async <T>(step: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await step();
    } catch (error) {
      if (!isSallyportError(error)) throw error;
      const { code, message, hint } = error;
      problems.push({ code, message, hint });
      return undefined;
    }
  };
}
