import { describe, expect, it } from "vitest";
import { allBits, createDecisions, type Question } from "./decision.ts";
import { answerFrom, skipKnown } from "./facts.ts";

const isFive: Question = { word: 16, mask: allBits, comparison: "jeq", value: 5 };

describe("what facts answer", () => {
  it.each<[string, Question, boolean, Question, boolean | undefined]>([
    ["the same question", isFive, false, isFive, false],
    ["another value of an equal word", isFive, true, { ...isFive, value: 6 }, false],
    ["a range of an equal word", isFive, true, { ...isFive, comparison: "jge", value: 5 }, true],
    ["a range that begins after it", isFive, true, { ...isFive, comparison: "jgt", value: 5 }, false],
    ["bits of an equal word", isFive, true, { ...isFive, comparison: "jset", value: 4 }, true],
    ["some bits of an equal word", isFive, true, { ...isFive, mask: 1, value: 1 }, true],
    ["another value of a word that is not equal", isFive, false, { ...isFive, value: 6 }, undefined],
    ["another word", isFive, true, { ...isFive, word: 20 }, undefined],
    ["all bits, of which some are known", { ...isFive, mask: 7 }, true, isFive, undefined],
    ["other bits", { ...isFive, mask: 7 }, true, { ...isFive, mask: 15 }, undefined],
    ["a value, after a range", { ...isFive, comparison: "jge" }, true, isFive, undefined],
  ])("%s", (_, known, answer, asked, expected) => {
    expect(answerFrom([{ question: known, answer }], asked)).toBe(expected);
  });

  it("leads past all questions that they answer", () => {
    const decisions = createDecisions();
    const [one, two] = [decisions.verdict(1), decisions.verdict(2)];
    const open = decisions.test({ ...isFive, word: 20 }, one, two);
    const known = decisions.test({ ...isFive, value: 6 }, one, decisions.test(isFive, open, two));
    expect(skipKnown(known, [{ question: isFive, answer: true }])).toBe(open);
    expect(skipKnown(known, [])).toBe(known);
  });
});
