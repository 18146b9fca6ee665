/** The value with something else in one place, chosen by the numbers. */
export function changed(value: unknown, path: readonly number[], replacement: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== "object" || value === null) return replacement;
  const entries = Object.entries(value);
  const index = first % (entries.length || 1);
  const copy = entries.map(([name, each], at) => [
    name,
    at === index ? changed(each, rest, replacement) : each,
  ]);
  const object = Object.fromEntries(copy);
  return Array.isArray(value) ? Object.values(object) : object;
}
