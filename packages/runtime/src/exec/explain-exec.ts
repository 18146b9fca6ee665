import {
  type ContainerRecord,
  createFilePayload,
  type ExecArgs,
  type ExecRequest,
  isSallyportError,
  SallyportError,
} from "@sallyport/core";
import type { SandboxHandle } from "@sallyport/transport";
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
  /** Each step of it, as the transport prints it; absent where it was not asked for, or something would fail. */
  readonly plan: string | undefined;
  /** Why it would fail, in the order in which it would be found out. */
  readonly problems: readonly ExecProblem[];
}

interface ExecProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

export interface ExplainOptions extends ExecOptions {
  /** What to tell of each step; `hidden` has no values of variables in it. */
  readonly plan?: "hidden" | "whole" | undefined;
}

/** Throws what finding the container throws; everything else that is wrong is a problem. */
export async function explainExec(services: Services, options: ExplainOptions): Promise<ExecExplanation> {
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
  await using handle = await attempt(() => openTarget(host, target));
  await attempt(() => handle && requireRunning(target.container, handle, args?.ignorePaused));
  const isSound = problems.length === 0 && options.plan !== undefined;
  const plan = isSound ? await attempt(() => planOf(target, options, handle, args)) : undefined;
  return {
    container: target.container,
    transport: target.transport.id,
    args,
    passFds: request.passFds,
    plan,
    problems,
  };
}

async function planOf(
  { transport }: Target,
  { request, plan, detach, orphan, supervision }: ExplainOptions,
  handle: SandboxHandle | undefined,
  args: ExecArgs | undefined,
): Promise<string | undefined> {
  if (args === undefined || handle === undefined) return undefined;
  if (handle.explain === undefined) {
    const message = `transport ${transport.id} does not tell the steps of an exec`;
    throw new SallyportError("SALLYPORT_UNSUPPORTED", message);
  }
  const stdio = [0, 1, 2].map((fd) => ({ host: fd, guest: fd }));
  const payload = createFilePayload([...stdio, ...request.passFds], request.execFd);
  const shown = plan === "whole" ? args : { ...args, env: args.env.map(withoutValue) };
  return handle.explain(shown, payload, { detach, orphan, ...(supervision && { supervision }) });
}

/** These say where things are, and decide what is executed. */
const harmless = /^(?:PATH|HOME)=/;

function withoutValue(entry: string): string {
  return harmless.test(entry) ? entry : entry.replace(/=.*$/s, "=(hidden)");
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
