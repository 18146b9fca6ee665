import { fieldMessage, quoted, SallyportError } from "@sallyport/core";

/** What the value of an option has to be. */
export interface Expectation {
  readonly accepts: (value: unknown) => boolean;
  /** The same in words. */
  readonly expected: string;
  /** What to write in place of a value that others take. */
  readonly hintFor?: (value: unknown) => string | undefined;
}

export const text: Expectation = { accepts: (value) => typeof value === "string", expected: "text" };
export const flag: Expectation = {
  accepts: (value) => typeof value === "boolean",
  expected: "true or false",
};

/** A descriptor of this process; whether it is open shows when it is used. */
export function isDescriptor(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

/** True for objects that are no arrays. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Refuses what is no option, and values of another kind: a misspelt limit is no limit.
 *
 * @throws SallyportError SALLYPORT_USAGE
 */
export function checkOptions(expectations: Readonly<Record<string, Expectation>>, options: object): void {
  if (!isObject(options)) throw refusal("options", options, { expected: "an object" });
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(expectations, name)) {
      throw new SallyportError("SALLYPORT_USAGE", `unknown option ${quoted(name)}`, {
        hint: `options are ${Object.keys(expectations).join(", ")}`,
      });
    }
    const expectation = expectations[name];
    if (expectation === undefined || value === undefined || expectation.accepts(value)) continue;
    throw refusal(`option ${name}`, value, expectation);
  }
}

/** The error about a value. */
export function refusal(
  name: string,
  value: unknown,
  { expected, hintFor }: Pick<Expectation, "expected" | "hintFor">,
): SallyportError {
  const hint = hintFor?.(value);
  return new SallyportError("SALLYPORT_USAGE", fieldMessage(name, value, expected), {
    details: { option: name.replace(/^option /, "") },
    ...(hint === undefined ? {} : { hint }),
  });
}
