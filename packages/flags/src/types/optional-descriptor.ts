import type { FlagType } from "../flag-type.ts";
import { parseAnyBase } from "../go-integers.ts";
import { rejectValue } from "../reject-value.ts";
import { largestInt32 } from "./integer.ts";

/** One file descriptor number; a negative one means none, as in gVisor's default of -1. */
export const optionalDescriptor: FlagType<number | undefined> = {
  kind: "value",
  valueName: "FD",
  absent: undefined,
  parse(text) {
    const value = parseAnyBase(text);
    if (value === "invalid syntax") return rejectValue("parse error");
    if (typeof value === "string" || value > largestInt32) return rejectValue("value out of range");
    return value < 0n ? undefined : Number(value);
  },
  format: (value) => [String(value ?? -1)],
};
