import { SallyportError } from "@sallyport/core";
import type { WatchOptions } from "./watch-options.ts";

/**
 * Whoever inherits a detached command reaps it, and nobody of ours stays with it.
 *
 * @throws SallyportError SALLYPORT_USAGE
 */
export function refuseDetached(options: WatchOptions & { readonly detach: boolean }): void {
  const { detach, supervision, traceFile, limits = {}, timeLimit } = options;
  if (!detach) return;
  const asked: readonly (readonly [boolean, string])[] = [
    [(supervision?.level ?? "none") !== "none", `--supervise ${supervision?.level}`],
    [traceFile !== undefined, "--trace"],
    [timeLimit !== undefined, "--timeout"],
    ...(["memory", "pids", "cpu"] as const).map((name) => [limits[name] !== undefined, `--${name}`] as const),
  ];
  for (const [is, flag] of asked) {
    if (is) {
      throw new SallyportError("SALLYPORT_USAGE", `${flag} does not go with --detach`, {
        hint: "nobody stays with a detached command: run sallyport itself in the background",
      });
    }
  }
}
