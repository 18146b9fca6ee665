import type { Decision } from "./decision.ts";

/** The numbers from `first` to that of the next range, or to 0xffffffff, which all lead to the same. */
export interface NumberRange {
  readonly first: number;
  readonly decision: Decision;
}

/** Ranges without a gap: single numbers on a ground of ranges that begin with 0. Both are in ascending order. */
export function numberRanges(
  ground: readonly NumberRange[],
  singles: readonly NumberRange[],
): readonly NumberRange[] {
  const ranges: NumberRange[] = [];
  let last: Decision | undefined;
  const add = (first: number, decision: Decision) => {
    if (decision !== last) ranges.push({ first, decision });
    last = decision;
  };
  const addGround = (from: number, end: number) => {
    for (const [index, { first, decision }] of ground.entries()) {
      const next = ground[index + 1]?.first ?? Infinity;
      if (first < end && next > from) add(Math.max(first, from), decision);
    }
  };
  let from = 0;
  for (const { first, decision } of singles) {
    if (first > from) addGround(from, first);
    add(first, decision);
    from = first + 1;
  }
  addGround(from, 2 ** 32);
  return ranges;
}
