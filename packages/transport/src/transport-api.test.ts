import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apiProblem, transportApi } from "./transport-api.ts";

const ours = "2.3";

describe("a transport written for another version of the contract", () => {
  it.each(["2.3", "2.2", "2.0"])(
    "works when its major version is ours and its minor is not above: %s",
    (api) => {
      expect(apiProblem(api, ours)).toBeUndefined();
    },
  );

  it.each([
    ["2.4", "is newer than 2.3, which this sallyport has"],
    ["3.0", "is newer than 2.3, which this sallyport has"],
    ["1.9", "is too old: this sallyport has 2.3"],
    ["0.0", "is too old: this sallyport has 2.3"],
  ])("does not work: %s %s", (api, problem) => {
    expect(apiProblem(api, ours)).toBe(problem);
  });

  it.each([undefined, null, 2.3, "", "2", "2.3.0", "v2.3", " 2.3", "2.03", "1e1.0", ["2.3"]])(
    "names no version: %j",
    (api) => {
      expect(apiProblem(api, ours)).toBe('is no version of the form "2.3"');
    },
  );

  it("has a problem, or is the same major version, whatever it says", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,7}\.\d{1,7}$/)), (api) => {
        expect(apiProblem(api, ours) !== undefined || /^2\.[0-3]$/.test(api)).toBe(true);
      }),
    );
  });

  it("has none when it is the version that this package is", () => {
    expect(apiProblem(transportApi)).toBeUndefined();
  });
});
