import { type ErrnoName, errnoMessage } from "./errno.ts";
import { printable } from "./printable.ts";
import { isSallyportError, SallyportError } from "./sallyport-error.ts";

/** The failure of a system call in Go's words, which engines search for: `open /x: no such file or directory`. */
export function systemError(
  operation: string,
  subject: string | undefined,
  errno: ErrnoName,
): SallyportError {
  const what = subject === undefined ? operation : `${operation} ${printable(subject)}`;
  return new SallyportError("SALLYPORT_SYSTEM_CALL", `${what}: ${errnoMessage(errno)}`, {
    errno,
    details: { operation, subject },
  });
}

/** True for a SallyportError whose system error is one of `names`. */
export function hasErrno(error: unknown, ...names: readonly ErrnoName[]): error is SallyportError {
  return isSallyportError(error) && error.errno !== undefined && names.includes(error.errno);
}
