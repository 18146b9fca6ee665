import { type BpfInstruction, bpfCodes } from "./bpf.ts";
import { allBits, type Bits, type Decision, type Decisions, type Test } from "./decision.ts";

/** A comparison jumps over 255 instructions at most, of which bringing its targets near may take two. */
const reach = 253;

/** Lays a decision out as a program: from its end to its beginning, for jumps go forward only. */
export function assemble(root: Decision, decisions: Decisions): BpfInstruction[] {
  const parts = decisions.partsOf(root);
  const held = heldBits(parts);
  const backwards: BpfInstruction[] = [];
  /** How many instructions there were when the nearest copy of a part was complete. */
  const lengths = new Map<Decision, number>();
  const emit = (code: number, k: number, jt = 0, jf = 0) => backwards.push({ code, jt, jf, k });
  const distanceTo = (part: Decision) => backwards.length - (lengths.get(part) ?? 0);

  const bringNear = (part: Decision) => {
    if (lengths.has(part) && distanceTo(part) <= reach) return;
    if (part.kind === "verdict") emit(bpfCodes.return, part.value);
    else emit(bpfCodes.jump, distanceTo(part));
    lengths.set(part, backwards.length);
  };

  const emitTest = (test: Test) => {
    const { question, yes, no } = test;
    bringNear(yes);
    bringNear(no);
    emit(bpfCodes[question.comparison], question.value, distanceTo(yes), distanceTo(no));
    const before = held.get(test);
    if (!isSame(before, question)) {
      if (question.mask !== allBits) emit(bpfCodes.and, question.mask);
      if (!isSame(before, { ...question, mask: allBits })) emit(bpfCodes.load, question.word);
    }
    lengths.set(test, backwards.length);
  };

  for (const part of parts) {
    if (part.kind === "test") emitTest(part);
    else if (part === root) bringNear(part);
  }
  return backwards.toReversed();
}

/** What the accumulator holds when a part begins, if it is the same on every way there. */
function heldBits(parts: readonly Decision[]): Map<Decision, Bits | undefined> {
  const held = new Map<Decision, Bits | undefined>();
  for (const part of parts.toReversed()) {
    if (part.kind === "verdict") continue;
    for (const next of [part.yes, part.no]) {
      const same = !held.has(next) || isSame(held.get(next), part.question);
      held.set(next, same ? part.question : undefined);
    }
  }
  return held;
}

function isSame(left: Bits | undefined, right: Bits): boolean {
  return left !== undefined && left.word === right.word && left.mask === right.mask;
}
