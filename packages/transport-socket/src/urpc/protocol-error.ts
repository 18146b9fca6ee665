import { SallyportError } from "@sallyport/core";

/** A reply that is not the protocol; `problem` says what was wrong with which part of it. */
export function protocolError(method: string, problem: string): SallyportError {
  return new SallyportError("SALLYPORT_PROTOCOL", `reply to urpc method "${method}": ${problem}`, {
    details: { method },
  });
}

/** The JSON type of a value, for messages. */
export function jsonType(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (typeof value === "object") return Array.isArray(value) ? "an array" : "an object";
  return `a ${typeof value}`;
}
