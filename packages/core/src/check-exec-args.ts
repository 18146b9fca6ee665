import type { ErrorCode } from "./error-codes.ts";
import type { ExecArgs } from "./exec-args.ts";
import type { RequestedProcess } from "./exec-request.ts";
import { fieldMessage } from "./field-message.ts";
import { SallyportError } from "./sallyport-error.ts";
import { isUnixId, unixIdExpectation } from "./unix-id.ts";

interface Field {
  readonly name: string;
  readonly value: unknown;
}

/**
 * Refuses ids that are no uint32 and strings that the kernel would cut at a NUL byte. Throws
 * SALLYPORT_INVALID_PROCESS for a specification and SALLYPORT_USAGE for overrides, naming field and value.
 */
export function checkExecArgs(args: ExecArgs, kind: RequestedProcess["kind"]): void {
  const specification = kind === "specification";
  const code = specification ? "SALLYPORT_INVALID_PROCESS" : "SALLYPORT_USAGE";
  const process = specification ? "process." : "";
  const user = specification ? "process.user." : "";
  const ids: readonly Field[] = [
    { name: `${user}uid`, value: args.uid },
    { name: `${user}gid`, value: args.gid },
    ...args.additionalGids.map((value, index) => ({ name: `${user}additionalGids[${index}]`, value })),
  ];
  const strings: readonly Field[] = [
    { name: `${process}cwd`, value: args.cwd },
    ...args.args.map((value, index) => ({ name: `${process}args[${index}]`, value })),
  ];
  for (const { name, value } of ids) {
    if (!isUnixId(value)) throw fieldError(code, name, value, unixIdExpectation);
  }
  for (const { name, value } of strings) {
    if (typeof value !== "string" || value.includes("\0")) {
      throw fieldError(code, name, value, "a string without NUL bytes");
    }
  }
}

/** `field "value" must be …`. */
export function fieldError(code: ErrorCode, field: string, value: unknown, expected: string): SallyportError {
  return new SallyportError(code, fieldMessage(field, value, expected), { details: { field } });
}
