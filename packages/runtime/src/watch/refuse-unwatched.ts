import { SallyportError } from "@sallyport/core";
import type { WatchOptions } from "./watch-options.ts";

/**
 * Refuses whatever needs somebody of ours beside the command; limits are held to by the kernel.
 *
 * @param cause the flag or the command for which nobody stays, and what to do instead
 * @throws SallyportError SALLYPORT_USAGE
 */
export function refuseUnwatched(
  { supervision, traceFile, timeLimit }: WatchOptions,
  cause: { readonly name: string; readonly hint: string },
): void {
  const asked: readonly (readonly [boolean, string])[] = [
    [(supervision?.level ?? "none") !== "none", `--supervise ${supervision?.level}`],
    [traceFile !== undefined, "--trace"],
    [timeLimit !== undefined, "--timeout"],
  ];
  const [refused] = asked.flatMap(([is, flag]) => (is ? [flag] : []));
  if (refused === undefined) return;
  throw new SallyportError("SALLYPORT_USAGE", `${refused} does not go with ${cause.name}`, {
    hint: cause.hint,
  });
}
