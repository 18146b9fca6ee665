import type { FlagTable } from "../flag-table.ts";
import { boolean } from "../types/boolean.ts";
import { execFlags } from "./exec-flags.ts";
import { jsonFlag } from "./json-flag.ts";

/** Those of exec, and how to print. */
export function explainFlags(rules: { readonly splitLists: boolean }) {
  return {
    scope: "command",
    flags: {
      ...execFlags(rules).flags,
      json: jsonFlag,
      plan: {
        name: "plan",
        type: boolean,
        usage: "print each step in place: the system calls, or the request that a sandbox would be sent",
      },
      showEnv: {
        name: "show-env",
        type: boolean,
        usage: "with --plan: print the values of variables, which may be secret",
      },
    },
  } as const satisfies FlagTable;
}

export type ExplainFlags = ReturnType<typeof explainFlags>["flags"];
