import { quoted, SallyportError } from "@sallyport/core";

/** `linux.sysctl "x" must be …`. */
export function invalidBundle(field: string, value: string | number, expected: string): SallyportError {
  const shown = typeof value === "string" ? quoted(value, 60) : value;
  return new SallyportError("SALLYPORT_INVALID_BUNDLE", `${field} ${shown} must be ${expected}`, {
    details: { field },
  });
}
