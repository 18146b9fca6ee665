import type { FlagType } from "../flag-type.ts";
import { rejectValue } from "../reject-value.ts";

const units = ["", "k", "m", "g", "t"] as const;
const kibi = 1024;

/** Bytes, or units of 1024 of them: `65536`, `512k`, `64m`, `1.5g`. */
export const size: FlagType<number> = {
  kind: "value",
  valueName: "SIZE",
  absent: undefined,
  parse(text) {
    const [, number, unit = ""] = /^(\d+(?:\.\d+)?)([kmgt]?)b?$/i.exec(text) ?? [];
    if (number === undefined) return rejectValue("expected bytes, as 512k, 64m or 1g");
    const bytes = Math.round(Number(number) * kibi ** units.findIndex((each) => each === unit.toLowerCase()));
    return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : rejectValue("value out of range");
  },
  format: (bytes) => [String(bytes)],
};
