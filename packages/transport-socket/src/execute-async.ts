import { type ExecArgs, type FilePayload, quoted, SallyportError, withContext } from "@sallyport/core";
import { checkPayload } from "./check-payload.ts";
import { controlMethods } from "./control-methods.ts";
import { executeArgument } from "./execute-argument.ts";
import type { ReleaseFeatures } from "./release-features.ts";
import type { SandboxCaller } from "./sandbox-caller.ts";
import { integerResult } from "./urpc/integer-result.ts";

/**
 * Starts a process and gives its id in the sandbox's root pid namespace.
 *
 * @throws SallyportError SALLYPORT_START_FAILED when the sandbox refused; that of the connection when it may not
 * have been asked, or may have started the process without telling.
 */
export async function executeAsync(
  caller: SandboxCaller,
  args: ExecArgs,
  payload: FilePayload,
  features: ReleaseFeatures,
): Promise<number> {
  checkPayload(payload, features);
  const method = controlMethods.executeAsync;
  try {
    const result = await caller.call(method, executeArgument(args, payload), payload.hostFds);
    return integerResult(method, result, 1, 0x7fff_ffff);
  } catch (error) {
    throw startError(args, error);
  }
}

function startError(args: ExecArgs, error: unknown): SallyportError {
  const context = `executing command ${quoted(args.args.join(" "), Number.POSITIVE_INFINITY)} in sandbox`;
  const failure = withContext(context, error);
  const code = failure.code === "SALLYPORT_REMOTE" ? "SALLYPORT_START_FAILED" : failure.code;
  const unanswered = code === "SALLYPORT_CONNECTION_LOST" || code === "SALLYPORT_PROTOCOL";
  const hint = unanswered ? "the sandbox may have started it all the same" : failure.hint;
  return new SallyportError(code, failure.message, {
    cause: error,
    details: { ...failure.details, containerId: args.containerId },
    ...(hint === undefined ? {} : { hint }),
    ...(failure.errno === undefined ? {} : { errno: failure.errno }),
  });
}
