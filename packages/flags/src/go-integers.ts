const minimum = -(2n ** 63n);
const maximum = 2n ** 63n - 1n;

/** The longest text of a 64-bit integer: 64 binary digits. Longer ones are refused unread. */
const longest = 64;

const anyBase =
  /^([+-]?)(0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0(?:_?[0-7])*|[1-9](?:_?[0-9])*)$/;

export type IntegerFault = "invalid syntax" | "value out of range";

/** Go's strconv.Atoi on a 64-bit machine: decimal digits with an optional sign. */
export function parseDecimal(text: string): bigint | IntegerFault {
  const match = /^([+-]?)0*([0-9]+)$/.exec(text);
  if (match === null) return "invalid syntax";
  return inRange(match[1] === "-", "", match[2] ?? "");
}

/** Go's strconv.ParseInt with base 0: prefixes `0x`, `0o`, `0b` and `0`, and `_` between digits. */
export function parseAnyBase(text: string): bigint | IntegerFault {
  const match = anyBase.exec(text);
  if (match === null) return "invalid syntax";
  const digits = (match[2] ?? "").replaceAll("_", "").toLowerCase();
  const negative = match[1] === "-";
  const prefix = /^0[xob]/.exec(digits)?.[0];
  if (prefix !== undefined) return inRange(negative, prefix, digits.slice(2));
  return digits.startsWith("0") ? inRange(negative, "0o", digits) : inRange(negative, "", digits);
}

function inRange(negative: boolean, prefix: string, digits: string): bigint | IntegerFault {
  const significant = digits.replace(/^0+(?=.)/, "");
  if (significant.length > longest) return "value out of range";
  const magnitude = BigInt(prefix + significant);
  const value = negative ? -magnitude : magnitude;
  return value < minimum || value > maximum ? "value out of range" : value;
}
