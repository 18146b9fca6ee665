import { quoted, SallyportError } from "@sallyport/core";

/** `process.ioPriority.class "X" must be …`. */
export function invalidField(field: string, value: string | number, expected: string): SallyportError {
  const shown = typeof value === "string" ? quoted(value, 60) : value;
  return new SallyportError("SALLYPORT_INVALID_PROCESS", `process.${field} ${shown} must be ${expected}`, {
    details: { field: `process.${field}` },
  });
}
