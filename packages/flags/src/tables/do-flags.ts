import type { FlagTable } from "../flag-table.ts";
import { boolean } from "../types/boolean.ts";
import { choice } from "../types/choice.ts";
import { watchFlags } from "./watch-flags.ts";
import { stringList } from "../types/string-list.ts";

export const doFlags = {
  scope: "command",
  flags: {
    env: {
      name: "env",
      short: "e",
      type: stringList({ splitAtCommas: false, valueName: "NAME=VALUE" }),
      usage: "environment variable to set; repeatable",
    },
    network: {
      name: "network",
      type: choice(["none", "host"]),
      usage: "what network the command has (none)",
    },
    rw: { name: "rw", type: boolean, usage: "let the command write to the working directory" },
    tty: { name: "tty", short: "t", type: boolean, usage: "give the command a terminal" },
    ...watchFlags,
  },
} as const satisfies FlagTable;
