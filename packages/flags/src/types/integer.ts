import type { FlagType } from "../flag-type.ts";
import { parseAnyBase } from "../go-integers.ts";
import { rejectValue } from "../reject-value.ts";

export interface IntegerOptions {
  readonly valueName?: string;
  /** Refuses a sign, as Go's unsigned flags do. */
  readonly unsigned?: boolean;
  /** At most `Number.MAX_SAFE_INTEGER`, which is the default. The least value is `-maximum - 1`. */
  readonly maximum?: number;
}

/** Go's integer flags, as far as a number is exact. */
export function integer(options: IntegerOptions = {}): FlagType<number> {
  const maximum = options.maximum ?? Number.MAX_SAFE_INTEGER;
  const minimum = Math.max(-maximum - 1, Number.MIN_SAFE_INTEGER);
  return {
    kind: "value",
    valueName: options.valueName ?? "N",
    absent: undefined,
    parse(text) {
      const value = parseAnyBase(text);
      if (value === "invalid syntax") return rejectValue("parse error");
      if (options.unsigned === true && /^[+-]/.test(text)) return rejectValue("parse error");
      if (typeof value === "string" || value < minimum || value > maximum) {
        return rejectValue("value out of range");
      }
      return Number(value);
    },
    format: (value) => [String(value)],
  };
}

/** The largest process id or file descriptor number: both are C ints. */
export const largestInt32 = 2 ** 31 - 1;
