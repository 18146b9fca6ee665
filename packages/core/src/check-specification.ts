import { fieldError } from "./check-exec-args.ts";
import type { OciProcess } from "./oci-process.ts";

/**
 * Demands of a process file that it says what to run and where, as gVisor does since 20241118.
 * Throws SALLYPORT_INVALID_PROCESS naming the field and its value.
 */
export function checkSpecification(process: OciProcess): void {
  const { args, cwd } = process;
  if (!args || args.length === 0) {
    throw fieldError(
      "SALLYPORT_INVALID_PROCESS",
      "process.args",
      args ?? undefined,
      "a list that is not empty",
    );
  }
  if (!cwd?.startsWith("/")) {
    throw fieldError("SALLYPORT_INVALID_PROCESS", "process.cwd", cwd, "an absolute path");
  }
}
