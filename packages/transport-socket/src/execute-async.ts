import { type ExecArgs, type FilePayload, quoted, SallyportError, withContext } from "@sallyport/core";
import { checkPayload } from "./check-payload.ts";
import type { ControlConnection } from "./connect-control.ts";
import { controlMethods } from "./control-methods.ts";
import { executeArgument } from "./execute-argument.ts";
import type { ReleaseFeatures } from "./release-features.ts";
import type { SandboxCaller } from "./sandbox-caller.ts";
import { integerResult } from "./urpc/integer-result.ts";

const method = controlMethods.executeAsync;

/** What is done about a sandbox that does not answer. */
export interface StartLimit {
  /** Milliseconds. */
  readonly timeout: number;
  /** Takes the connection on which the answer is still to come. */
  abandon(connection: ControlConnection): void;
}

/**
 * Starts a process and gives its id in the sandbox's root pid namespace.
 *
 * @throws SallyportError SALLYPORT_START_FAILED when the sandbox refused, SALLYPORT_START_TIMEOUT when it did not
 * answer in time; that of the connection when it may not have been asked, or may have started the process without
 * telling.
 */
export async function executeAsync(
  caller: SandboxCaller,
  args: ExecArgs,
  payload: FilePayload,
  features: ReleaseFeatures,
  limit?: StartLimit,
): Promise<number> {
  checkPayload(payload, features);
  try {
    const argument = executeArgument(args, payload);
    const result = await (limit === undefined
      ? caller.call(method, argument, payload.hostFds)
      : callWithin(caller, limit, argument, payload.hostFds));
    return integerResult(method, result, 1, 0x7fff_ffff);
  } catch (error) {
    throw startError(args, error);
  }
}

async function callWithin(
  caller: SandboxCaller,
  limit: StartLimit,
  argument: unknown,
  fds: readonly number[],
): Promise<unknown> {
  const answer = await caller.callWithin(limit.timeout, method, argument, fds);
  if (!answer.late) return answer.result;
  if (answer.connection !== undefined) limit.abandon(answer.connection);
  throw new SallyportError(
    "SALLYPORT_START_TIMEOUT",
    `urpc method "${method}" was not answered in ${limit.timeout} ms`,
  );
}

function startError(args: ExecArgs, error: unknown): SallyportError {
  const context = `executing command ${quoted(args.args.join(" "), Number.POSITIVE_INFINITY)} in sandbox`;
  const failure = withContext(context, error);
  const code = failure.code === "SALLYPORT_REMOTE" ? "SALLYPORT_START_FAILED" : failure.code;
  const unanswered =
    code === "SALLYPORT_CONNECTION_LOST" ||
    code === "SALLYPORT_PROTOCOL" ||
    code === "SALLYPORT_START_TIMEOUT";
  const hint = unanswered ? "the sandbox may have started it all the same" : failure.hint;
  return new SallyportError(code, failure.message, {
    cause: error,
    details: { ...failure.details, containerId: args.containerId },
    ...(hint === undefined ? {} : { hint }),
    ...(failure.errno === undefined ? {} : { errno: failure.errno }),
  });
}
