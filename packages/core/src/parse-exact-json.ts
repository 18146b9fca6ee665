const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const large = /^\0(-?\d+)$/;

/**
 * JSON.parse, but an integer that a number would round becomes a bigint: 18446744073709551615, say, which stands for
 * "all bits" in a seccomp profile.
 * @throws SyntaxError as JSON.parse does
 */
export function parseExactJson(text: string): unknown {
  const marked = text.replace(token, (found) => (isLargeInteger(found) ? `"\\u0000${found}"` : found));
  if (marked.length === text.length) return JSON.parse(text);
  return JSON.parse(marked, (_, value: unknown) => {
    const [, digits] = typeof value === "string" ? (large.exec(value) ?? []) : [];
    return digits === undefined ? value : BigInt(digits);
  });
}

function isLargeInteger(found: string): boolean {
  return /^-?\d+$/.test(found) && !Number.isSafeInteger(Number(found));
}
