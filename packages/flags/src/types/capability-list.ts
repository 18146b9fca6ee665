import { capabilityNameList } from "@sallyport/core";
import type { FlagType } from "../flag-type.ts";
import { rejectValue } from "../reject-value.ts";
import { stringList } from "./string-list.ts";

/** Names as given: which of them exist is the business of the conversion to masks. */
export function capabilityList(options: {
  readonly splitAtCommas: boolean;
}): FlagType<readonly string[], readonly string[]> {
  return stringList({
    ...options,
    valueName: "CAP_NAME",
    check: requireName,
    completion: capabilityNameList,
  });
}

function requireName(name: string): void {
  if (name === "") rejectValue("capability name is empty");
}
