import type { FlagType } from "../flag-type.ts";
import { boolean } from "./boolean.ts";

const words = new Map([
  ["yes", true],
  ["no", false],
]);

/** A boolean that takes crun's words too: `--tty=no`. */
export const yesOrNo: FlagType<boolean> = {
  ...boolean,
  parse: (text, previous) => words.get(text) ?? boolean.parse(text, previous),
};
