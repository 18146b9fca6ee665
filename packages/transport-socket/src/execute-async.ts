import {
  type ErrorCode,
  type ExecArgs,
  type FilePayload,
  quoted,
  SallyportError,
  withContext,
} from "@sallyport/core";
import { checkPayload } from "./check-payload.ts";
import type { ControlConnection } from "./connect-control.ts";
import { controlMethods } from "./control-methods.ts";
import { executeArgument } from "./execute-argument.ts";
import type { ReleaseFeatures } from "./release-features.ts";
import type { SandboxCaller } from "./sandbox-caller.ts";
import type { StartLimit } from "./start-limit.ts";
import { integerResult } from "./urpc/integer-result.ts";

const method = controlMethods.executeAsync;

const unanswered: readonly ErrorCode[] = [
  "SALLYPORT_CONNECTION_LOST",
  "SALLYPORT_PROTOCOL",
  "SALLYPORT_START_TIMEOUT",
  "SALLYPORT_INTERRUPTED",
];

/**
 * Starts a process and gives its id in the sandbox's root pid namespace.
 *
 * @param abandon takes the connection on which the answer is still to come when the limit is over
 * @throws SallyportError SALLYPORT_START_FAILED when the sandbox refused; that of the limit; that of the connection
 * when it may not have been asked, or may have started the process without telling.
 */
export async function executeAsync(
  caller: SandboxCaller,
  args: ExecArgs,
  payload: FilePayload,
  features: ReleaseFeatures,
  { over }: StartLimit,
  abandon: (connection: ControlConnection) => void,
): Promise<number> {
  checkPayload(payload, features);
  try {
    const argument = executeArgument(args, payload);
    const result = await caller.callUntil(over, abandon, method, argument, payload.hostFds);
    return integerResult(method, result, 1, 0x7fff_ffff);
  } catch (error) {
    throw startError(args, error);
  }
}

function startError(args: ExecArgs, error: unknown): SallyportError {
  const context = `executing command ${quoted(args.args.join(" "), Number.POSITIVE_INFINITY)} in sandbox`;
  const failure = withContext(context, error);
  const code = failure.code === "SALLYPORT_REMOTE" ? "SALLYPORT_START_FAILED" : failure.code;
  const hint = unanswered.includes(code) ? "the sandbox may have started it all the same" : failure.hint;
  return new SallyportError(code, failure.message, {
    cause: error,
    details: { ...failure.details, containerId: args.containerId },
    ...(hint === undefined ? {} : { hint }),
    ...(failure.errno === undefined ? {} : { errno: failure.errno }),
  });
}
