import type { FlagDefinition } from "../flag-table.ts";
import { boolean } from "../types/boolean.ts";

export const jsonFlag = {
  name: "json",
  type: boolean,
  usage: "print JSON",
} as const satisfies FlagDefinition<boolean, undefined>;
