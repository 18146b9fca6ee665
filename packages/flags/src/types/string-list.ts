import type { Completion, FlagType } from "../flag-type.ts";

export interface StringListOptions {
  readonly valueName: string;
  /** As the releases from July 2023 to July 2025 do (gVisor issue 11885). */
  readonly splitAtCommas: boolean;
  /** Throws when an element is malformed. */
  readonly check?: (element: string) => void;
  readonly completion?: Completion;
}

/** Every occurrence adds to the list. */
export function stringList(options: StringListOptions): FlagType<readonly string[], readonly string[]> {
  const { completion } = options;
  return {
    kind: "value",
    valueName: options.valueName,
    absent: [],
    ...(completion === undefined ? {} : { completion }),
    parse(text, previous = []) {
      const added = options.splitAtCommas ? text.split(",") : [text];
      for (const element of added) options.check?.(element);
      return [...previous, ...added];
    },
    format: (value) => value,
  };
}
