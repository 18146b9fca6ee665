import type { Comparison } from "./bpf.ts";
import { allBits, type Decision, type Question } from "./decision.ts";

/** An answer that is known where a decision is reached. */
export interface Fact {
  readonly question: Question;
  readonly answer: boolean;
}

/** What the facts say; undefined where it has to be asked. */
export function answerFrom(facts: readonly Fact[], question: Question): boolean | undefined {
  for (const fact of facts) {
    if (isSame(fact.question, question)) return fact.answer;
    if (tellsWord(fact, question.word)) return compare(fact.question.value, question);
  }
  return undefined;
}

/** The part of a decision that is left when nothing known is asked again. */
export function skipKnown(decision: Decision, facts: readonly Fact[]): Decision {
  let rest = decision;
  while (rest.kind === "test") {
    const answer = answerFrom(facts, rest.question);
    if (answer === undefined) return rest;
    rest = answer ? rest.yes : rest.no;
  }
  return rest;
}

function isSame(left: Question, right: Question): boolean {
  return (
    left.word === right.word &&
    left.value === right.value &&
    left.comparison === right.comparison &&
    left.mask === right.mask
  );
}

/** Of a word that is equal to something, everything is known. */
function tellsWord({ question, answer }: Fact, word: number): boolean {
  return answer && question.word === word && question.comparison === "jeq" && question.mask === allBits;
}

const comparisons: Readonly<Record<Comparison, (bits: number, value: number) => boolean>> = {
  jeq: (bits, value) => bits === value,
  jgt: (bits, value) => bits > value,
  jge: (bits, value) => bits >= value,
  jset: (bits, value) => (bits & value) !== 0,
};

function compare(word: number, { mask, comparison, value }: Question): boolean {
  return comparisons[comparison]((word & mask) >>> 0, value);
}
