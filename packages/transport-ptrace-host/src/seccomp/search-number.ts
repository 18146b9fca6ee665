import { dataOffsets } from "./bpf.ts";
import { allBits, type Decision, type Decisions } from "./decision.ts";
import type { NumberRange } from "./number-ranges.ts";

/** A range with the single numbers in it that lead elsewhere, which are asked for one by one. */
interface Region extends NumberRange {
  readonly exceptions: NumberRange[];
}

/** So many exceptions are asked for one after the other; more are halved first. */
const longestChain = 3;

/** Finds the range that a system call's number is in: few instructions, in a tree of little depth. */
export function searchNumber(ranges: readonly NumberRange[], decisions: Decisions): Decision {
  const ask = (comparison: "jeq" | "jge", value: number, yes: Decision, no: Decision) =>
    decisions.test({ word: dataOffsets.number, mask: allBits, comparison, value }, yes, no);

  const search = (regions: readonly Region[]): Decision => {
    const [first, ...others] = regions;
    if (first === undefined) throw new RangeError("no ranges");
    if (others.length > 0) {
      const middle = middleOf(regions);
      const { first: start } = regions[middle] ?? first;
      return ask("jge", start, search(regions.slice(middle)), search(regions.slice(0, middle)));
    }
    if (first.exceptions.length > longestChain) return search(halved(first));
    return first.exceptions.reduceRight<Decision>(
      (next, { first: number, decision }) => ask("jeq", number, decision, next),
      first.decision,
    );
  };
  return search(regionsOf(ranges));
}

/** Single numbers between ranges that lead to the same are exceptions of these. */
function regionsOf(ranges: readonly NumberRange[]): Region[] {
  const regions: Region[] = [];
  for (let at = 0; at < ranges.length;) {
    const { first = 0, decision } = ranges[at] ?? {};
    if (decision === undefined) break;
    const exceptions: NumberRange[] = [];
    regions.push({ first, decision, exceptions });
    at = continueRegion(ranges, at, exceptions);
  }
  return regions;
}

/** Collects the exceptions of the region that begins there, and tells where the next region begins. */
function continueRegion(ranges: readonly NumberRange[], start: number, exceptions: NumberRange[]): number {
  let between: NumberRange[] = [];
  let next = start + 1;
  for (let at = next; at < ranges.length; at++) {
    const range = ranges[at];
    if (range === undefined) break;
    if (range.decision === ranges[start]?.decision) {
      exceptions.push(...between);
      between = [];
      next = at + 1;
    } else if (ranges[at + 1]?.first === range.first + 1) {
      between.push(range);
    } else {
      break;
    }
  }
  return next;
}

/** The region to begin the second half with. */
function middleOf(regions: readonly Region[]): number {
  const half = regions.reduce((sum, { exceptions }) => sum + exceptions.length + 1, 0) / 2;
  let before = 0;
  const middle = regions.findIndex(({ exceptions }, index) => {
    before += exceptions.length + 1;
    return index > 0 && before > half;
  });
  return middle < 0 ? regions.length - 1 : middle;
}

function halved({ first, decision, exceptions }: Region): Region[] {
  const middle = Math.ceil(exceptions.length / 2);
  const right = exceptions.slice(middle);
  return [
    { first, decision, exceptions: exceptions.slice(0, middle) },
    { first: right[0]?.first ?? first, decision, exceptions: right },
  ];
}
