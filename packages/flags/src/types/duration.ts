import type { FlagType } from "../flag-type.ts";
import { rejectValue } from "../reject-value.ts";

const nanosecondsOf = new Map([
  ["ns", 1n],
  ["us", 1_000n],
  ["\u00b5s", 1_000n],
  ["\u03bcs", 1_000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);

const nanosecondsPerMillisecond = 1_000_000;
const maximum = 2n ** 63n - 1n;
const minimum = -(2n ** 63n);

/** Digits that can matter: the maximum has 19, and an hour has 3.6e12 nanoseconds. */
const longestWhole = 19;
const longestFraction = 18;

/**
 * Go's time.ParseDuration (`300ms`, `1h30m`, `-1.5s`, bare `0`), in milliseconds.
 * Nanoseconds are exact up to 26 days, whole milliseconds always.
 */
export const duration: FlagType<number> = {
  kind: "value",
  valueName: "DURATION",
  absent: undefined,
  parse(text) {
    const nanoseconds = parseNanoseconds(text) ?? rejectValue("parse error");
    const perMillisecond = BigInt(nanosecondsPerMillisecond);
    return (
      Number(nanoseconds / perMillisecond) + Number(nanoseconds % perMillisecond) / nanosecondsPerMillisecond
    );
  },
  format(milliseconds) {
    if (Number.isInteger(milliseconds)) return [`${milliseconds}ms`];
    return [`${Math.round(milliseconds * nanosecondsPerMillisecond)}ns`];
  },
};

function parseNanoseconds(text: string): bigint | undefined {
  const sign = text.startsWith("-") ? -1n : 1n;
  const unsigned = text.replace(/^[+-]/, "");
  if (unsigned === "0") return 0n;
  const component = /([0-9]*)(?:\.([0-9]*))?([^.0-9]+)/uy;
  let total = 0n;
  do {
    const match = component.exec(unsigned);
    if (match === null) return undefined;
    const part = parseComponent(match[1] ?? "", match[2] ?? "", match[3] ?? "");
    if (part === undefined) return undefined;
    total += part;
  } while (component.lastIndex < unsigned.length);
  const signed = sign * total;
  return signed < minimum || signed > maximum ? undefined : signed;
}

function parseComponent(whole: string, fraction: string, unitName: string): bigint | undefined {
  const unit = nanosecondsOf.get(unitName);
  if (unit === undefined || (whole === "" && fraction === "")) return undefined;
  const significant = whole.replace(/^0+/, "");
  if (significant.length > longestWhole) return undefined;
  const digits = fraction.slice(0, longestFraction);
  return BigInt(significant) * unit + (BigInt(digits) * unit) / 10n ** BigInt(digits.length);
}
