import type { ErrnoName } from "./errno.ts";
import { messageOf } from "./message-of.ts";
import { type ErrorCode, type ErrorReason, errorCodes } from "./error-codes.ts";

const brand = Symbol.for("sallyport.SallyportError");

export interface SallyportErrorOptions {
  /** One sentence that says what the user can do about it; lower-case, no full stop. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** The system error behind it, where there is one. */
  readonly errno?: ErrnoName;
  /** Facts for programs, by name: the container id, the field, the value. Never secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * The one error that sallyport throws on purpose. `message` is lower-case, has no full stop and names its
 * subject; `code` is stable. Anything else that is thrown is a defect of ours.
 *
 * @example
 * try {
 *   await box.run(["nosuchprogram"]);
 * } catch (error) {
 *   if (!isSallyportError(error)) throw error;
 *   console.error(error.code, error.reason, error.message, error.hint);
 * }
 */
export class SallyportError extends Error {
  override readonly name = "SallyportError";
  readonly code: ErrorCode;
  readonly reason: ErrorReason;
  readonly hint: string | undefined;
  readonly errno: ErrnoName | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: SallyportErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.reason = errorCodes[code].reason;
    this.hint = options.hint;
    this.errno = options.errno;
    this.details = options.details ?? {};
    Object.defineProperty(this, brand, { value: true });
  }
}

/**
 * True for an error of any copy of this package, unlike `instanceof`.
 *
 * @example
 * const found = await openSandbox("web").catch((error: unknown) => {
 *   if (isSallyportError(error) && error.reason === "not-found") return undefined;
 *   throw error;
 * });
 */
export function isSallyportError(value: unknown): value is SallyportError {
  return typeof value === "object" && value !== null && brand in value;
}

/** The same error with `prefix: ` in front of its message: how callers add what they were doing. */
export function withContext(prefix: string, error: unknown): SallyportError {
  const known = isSallyportError(error);
  return new SallyportError(known ? error.code : "SALLYPORT_INTERNAL", `${prefix}: ${messageOf(error)}`, {
    cause: error,
    ...(known && error.hint !== undefined ? { hint: error.hint } : {}),
    ...(known && error.errno !== undefined ? { errno: error.errno } : {}),
    ...(known ? { details: error.details } : {}),
  });
}
