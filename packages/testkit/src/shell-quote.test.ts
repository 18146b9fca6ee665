import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shellQuote } from "./shell-quote.ts";

describe("words for a shell", () => {
  it.each([
    [["exec", "web", "/bin/sh"], "exec web /bin/sh"],
    [["echo a; exit 7", ""], "'echo a; exit 7' ''"],
    [["it's"], "'it'\\''s'"],
  ])("are quoted where needed: %j", (words, line) => {
    expect(shellQuote(words)).toBe(line);
  });

  it("are what the shell reads", () => {
    const word = fc.string({ unit: fc.constantFrom("a", " ", "'", '"', "$", "\\", "*", "\n", ";", "é") });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        const script = `for word in ${shellQuote(words)}; do printf '%s\\0' "$word"; done`;
        const read = execFileSync("sh", ["-c", script], { encoding: "utf8" });
        expect(read).toBe(words.map((each) => `${each}\0`).join(""));
      }),
      { numRuns: 50 },
    );
  });
});
