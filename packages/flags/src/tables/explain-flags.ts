import type { FlagTable } from "../flag-table.ts";
import { execFlags } from "./exec-flags.ts";
import { jsonFlag } from "./json-flag.ts";

/** Those of exec, and how to print. */
export function explainFlags(rules: { readonly splitLists: boolean }) {
  return {
    scope: "command",
    flags: { ...execFlags(rules).flags, json: jsonFlag },
  } as const satisfies FlagTable;
}

export type ExplainFlags = ReturnType<typeof explainFlags>["flags"];
