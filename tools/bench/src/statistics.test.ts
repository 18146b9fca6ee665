import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarize } from "./statistics.ts";

describe("the summary of samples", () => {
  it.each<[number[], number, number, number]>([
    [[7], 7, 7, 7],
    [[3, 1], 1.5, 2, 2.5],
    [[5, 1, 3], 2, 3, 4],
    [[4, 1, 3, 2, 5], 2, 3, 4],
  ])("of %j has the quartiles %d, %d and %d", (samples, lowerQuartile, median, upperQuartile) => {
    expect(summarize(samples)).toEqual({ count: samples.length, lowerQuartile, median, upperQuartile });
  });

  it("does not depend on their order, and lies between them", () => {
    const values = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1 });
    fc.assert(
      fc.property(values, (samples) => {
        const summary = summarize(samples);
        expect(summarize(samples.toReversed())).toEqual(summary);
        expect(summary.lowerQuartile).toBeGreaterThanOrEqual(Math.min(...samples));
        expect(summary.median).toBeGreaterThanOrEqual(summary.lowerQuartile);
        expect(summary.upperQuartile).toBeGreaterThanOrEqual(summary.median);
        expect(summary.upperQuartile).toBeLessThanOrEqual(Math.max(...samples));
      }),
    );
  });

  it("needs one", () => {
    expect(() => summarize([])).toThrow(RangeError);
  });
});
