import { SallyportError, type SallyportErrorOptions } from "@sallyport/core";
import type { FlagTable } from "./flag-table.ts";

/**
 * A fault of the flags themselves. gVisor prints the usage text after these and after no others,
 * so they are marked by `details.flag`: the flag's name as given.
 */
export function flagError(
  scope: FlagTable["scope"],
  flag: string,
  message: string,
  options: SallyportErrorOptions = {},
): SallyportError {
  const code = scope === "global" ? "SALLYPORT_GLOBAL_USAGE" : "SALLYPORT_USAGE";
  return new SallyportError(code, message, { ...options, details: { flag } });
}
