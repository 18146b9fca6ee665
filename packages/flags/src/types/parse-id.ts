import { type IntegerFault, parseDecimal } from "../go-integers.ts";
import { rejectValue } from "../reject-value.ts";

const largestId = 2n ** 32n - 1n;

/**
 * A user or group id. gVisor wraps ids that do not fit 32 bits, so that 4294967296 is root:
 * here they are refused. `malformed` makes the reason for a text that Go cannot read as a number.
 */
export function parseId(subject: string, text: string, malformed: (fault: IntegerFault) => string): number {
  const value = parseDecimal(text);
  if (typeof value === "string") return rejectValue(malformed(value));
  if (value < 0n || value > largestId) {
    return rejectValue(`${subject} must be between 0 and ${largestId}: ${text}`);
  }
  return Number(value);
}
