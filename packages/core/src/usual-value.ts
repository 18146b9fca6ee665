import { isUnixId } from "./unix-id.ts";

/** Reads a value of the shape that it nearly always has. Anything else is left to a schema, which says what is wrong. */
export type Reader<T> = (value: unknown) => T;

class UnusualValue extends Error {}

/** What the reader makes of the value; undefined where it is unusual. */
export function readUsual<T>(reader: Reader<T>, value: unknown): T | undefined {
  try {
    return reader(value);
  } catch (error) {
    if (error instanceof UnusualValue) return undefined;
    throw error;
  }
}

export function oneOf<const T extends string | number>(values: readonly T[]): Reader<T> {
  return (value) => values.find((each) => each === value) ?? unusual();
}

export const text: Reader<string> = (value) => (typeof value === "string" ? value : unusual());
export const flag: Reader<boolean> = (value) => (typeof value === "boolean" ? value : unusual());
export const unixId: Reader<number> = (value) => (isUnixId(value) ? value : unusual());

export function matching(pattern: RegExp): Reader<string> {
  return (value) => (typeof value === "string" && pattern.test(value) ? value : unusual());
}

export function integer(minimum: number, maximum: number): Reader<number> {
  return (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum
      ? value
      : unusual();
}

export function integerFrom0To(maximum: number): Reader<number> {
  return integer(0, maximum);
}

export const anything: Reader<unknown> = (value) => value;

export function list<T>(element: Reader<T>): Reader<T[]> {
  return (value) => (Array.isArray(value) ? value.map(element) : unusual());
}

/** Missing and null are the same. */
export function nullish<T>(reader: Reader<T>): Reader<T | undefined> {
  return (value) => (value === undefined || value === null ? undefined : reader(value));
}

export function record<T>(element: Reader<T>): Reader<Record<string, T>> {
  return (value) =>
    Object.fromEntries(Object.entries(objectOf(value)).map(([name, each]) => [name, element(each)]));
}

/** The fields that there are readers for; all others are left out. */
export function object<Fields extends Record<string, Reader<unknown>>>(
  readers: Fields,
): Reader<{ [Name in keyof Fields]: ReturnType<Fields[Name]> }>;
export function object(readers: Record<string, Reader<unknown>>): Reader<Record<string, unknown>> {
  const entries = Object.entries(readers);
  return (value) => {
    const given = objectOf(value);
    const found: Record<string, unknown> = {};
    for (const [name, reader] of entries) {
      const field = reader(Object.hasOwn(given, name) ? Reflect.get(given, name) : undefined);
      if (field !== undefined) found[name] = field;
    }
    return found;
  };
}

function objectOf(value: unknown): object {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : unusual();
}

function unusual(): never {
  throw new UnusualValue();
}
