/** A member of what may be anything. Functions have members too: schemas of some libraries are such. */
export function memberOf(value: unknown, name: PropertyKey): unknown {
  const hasMembers = (typeof value === "object" && value !== null) || typeof value === "function";
  return hasMembers ? Reflect.get(value, name) : undefined;
}
