import {
  type Dialect,
  errorCodes,
  isSallyportError,
  messageOf,
  printable,
  SallyportError,
} from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { ErrorLog } from "./error-log.ts";
import { print } from "./output/print.ts";

interface ErrorAudience {
  readonly log?: ErrorLog | undefined;
  readonly dialect?: Dialect | undefined;
}

/** Tells an error of ours on stderr and in the log, and gives the exit status it has. */
export async function reportError(
  host: Host,
  { log, dialect }: ErrorAudience,
  error: unknown,
): Promise<number> {
  const failure = isSallyportError(error) ? error : defect(error);
  const message = printable(failure.message);
  const hint = failure.hint === undefined ? "" : `hint: ${printable(failure.hint)}\n`;
  try {
    log?.write(message);
  } catch (logError) {
    await tell(host, `${printable(messageOf(logError))}\n`);
  }
  await tell(host, `${message}\n${hint}`);
  return isFlagFault(failure) && dialect === "crun"
    ? flagFaultOfCrun
    : errorCodes[failure.code].exitStatus[dialect ?? "runsc"];
}

/** EX_USAGE of sysexits.h, which argp(3) ends with; crun's other faults of usage end with 1. */
const flagFaultOfCrun = 64;

function isFlagFault({ details }: SallyportError): boolean {
  return details["flag"] !== undefined;
}

/** Where stderr cannot be written, the exit status has to do. */
async function tell(host: Host, text: string): Promise<void> {
  try {
    await print(host, 2, text);
  } catch (error) {
    if (!isSallyportError(error)) throw error;
  }
}

function defect(error: unknown): SallyportError {
  return new SallyportError("SALLYPORT_INTERNAL", `internal error: ${messageOf(error)}`, {
    cause: error,
    hint: "this is a defect in sallyport: please report it",
  });
}
