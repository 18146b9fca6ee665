import type { FlagType } from "../flag-type.ts";
import { rejectValue } from "../reject-value.ts";

export interface ChoiceOptions {
  readonly ignoreCase?: boolean;
  /** Why another text is refused; by default it lists the names. */
  readonly reason?: (text: string) => string;
}

/** One of some names. */
export function choice<const Name extends string>(
  names: readonly Name[],
  options: ChoiceOptions = {},
): FlagType<Name> {
  const fold = (text: string) => (options.ignoreCase === true ? text.toLowerCase() : text);
  const listed = names.filter((name) => name !== "");
  const reason = options.reason ?? (() => `expected ${listed.slice(0, -1).join(", ")} or ${listed.at(-1)}`);
  return {
    kind: "value",
    valueName: listed.join("|"),
    absent: undefined,
    completion: listed,
    parse: (text) => names.find((name) => fold(name) === fold(text)) ?? rejectValue(reason(text)),
    format: (value) => [value],
  };
}
