import type { FlagType } from "../flag-type.ts";
import { quote } from "../quote.ts";
import { parseId } from "./parse-id.ts";

/** Group ids in decimal; every occurrence adds to the list. */
export function additionalGids(options: {
  readonly splitAtCommas: boolean;
}): FlagType<readonly number[], readonly number[]> {
  return {
    kind: "value",
    valueName: "GID",
    absent: [],
    reasonIsMessage: true,
    parse(text, previous = []) {
      const added = options.splitAtCommas ? text.split(",") : [text];
      return [...previous, ...added.map(parseGid)];
    },
    format: (value) => value.map(String),
  };
}

function parseGid(text: string): number {
  return parseId(
    "GID",
    text,
    (fault) => `parsing GID: ${text}, strconv.Atoi: parsing ${quote(text)}: ${fault}`,
  );
}
