import type { FlagType } from "../flag-type.ts";
import { rejectValue } from "../reject-value.ts";

/** The kernel's least quota is a millisecond in each 100 of them. */
const least = 0.01;
const most = 10_000;

/** A number of processors: `2`, `0.5`. */
export const processors: FlagType<number> = {
  kind: "value",
  valueName: "N",
  absent: undefined,
  parse(text) {
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : rejectValue("expected processors, as 2 or 0.5");
    return value >= least && value <= most ? value : rejectValue(`expected ${least} to ${most}`);
  },
  format: (value) => [String(value)],
};
