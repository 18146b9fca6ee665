import type { FlagTable } from "../flag-table.ts";
import { string } from "../types/string.ts";
import { stringList } from "../types/string-list.ts";
import { jsonFlag } from "./json-flag.ts";
import { settingFlags } from "./setting-flags.ts";

export const conformFlags = {
  scope: "command",
  flags: {
    transport: settingFlags.transport,
    container: { name: "container", type: string("ID", "containers"), usage: "container to try it in" },
    only: {
      name: "only",
      type: stringList({ splitAtCommas: true, valueName: "ID" }),
      usage: "cases to run: ids, or the groups before the slash; repeatable",
    },
    json: jsonFlag,
  },
} as const satisfies FlagTable;
