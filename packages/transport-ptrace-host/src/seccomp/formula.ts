import type { SeccompOperator } from "@sallyport/core";
import { type Comparison, dataOffsets } from "./bpf.ts";
import type { Condition, Words } from "./condition.ts";
import { allBits, type Question } from "./decision.ts";

/** Whether a condition holds: known, or the answer to a question and then another formula. */
export type Formula = boolean | { readonly question: Question; readonly yes: Formula; readonly no: Formula };

export function formulaOf(condition: Condition): Formula {
  return formulas[condition.operator](condition);
}

const formulas: Readonly<Record<SeccompOperator, (condition: Condition) => Formula>> = {
  SCMP_CMP_EQ: equals,
  SCMP_CMP_MASKED_EQ: equals,
  SCMP_CMP_NE: (condition) => not(equals(condition)),
  SCMP_CMP_GT: (condition) => exceeds(condition, "jgt"),
  SCMP_CMP_GE: (condition) => exceeds(condition, "jge"),
  SCMP_CMP_LE: (condition) => not(exceeds(condition, "jgt")),
  SCMP_CMP_LT: (condition) => not(exceeds(condition, "jge")),
};

function equals({ argument, mask, value, bits }: Condition): Formula {
  const low = bitsEqual(dataOffsets.low(argument), mask.low, value.low);
  return bits === 32 ? low : and(bitsEqual(dataOffsets.high(argument), mask.high, value.high), low);
}

function bitsEqual(word: number, mask: number, value: number): Formula {
  if (mask === 0) return true;
  if (mask === allBits) return ask({ word, mask, comparison: "jeq", value });
  // Asking for any of the bits spares an instruction.
  const any = ask({ word, mask: allBits, comparison: "jset", value: mask });
  if (value === 0) return not(any);
  const isOneBit = (mask & (mask - 1)) === 0;
  return isOneBit ? any : ask({ word, mask, comparison: "jeq", value });
}

function exceeds({ argument, value, bits }: Condition, comparison: "jgt" | "jge"): Formula {
  const low = lowExceeds(dataOffsets.low(argument), value, comparison);
  if (bits === 32) return low;
  const high = (asked: Comparison): Question => ({
    word: dataOffsets.high(argument),
    mask: allBits,
    comparison: asked,
    value: value.high,
  });
  if (value.high === 0) return { question: high("jeq"), yes: low, no: true };
  return { question: high("jgt"), yes: true, no: { question: high("jeq"), yes: low, no: false } };
}

function lowExceeds(word: number, { low }: Words, comparison: "jgt" | "jge"): Formula {
  if (comparison === "jge" && low === 0) return true;
  if (comparison === "jgt" && low === allBits) return false;
  return ask({ word, mask: allBits, comparison, value: low });
}

function ask(question: Question): Formula {
  return { question, yes: true, no: false };
}

function not(formula: Formula): Formula {
  if (typeof formula === "boolean") return !formula;
  return { question: formula.question, yes: not(formula.yes), no: not(formula.no) };
}

function and(left: Formula, right: Formula): Formula {
  if (typeof left === "boolean") return left && right;
  return { question: left.question, yes: and(left.yes, right), no: and(left.no, right) };
}
