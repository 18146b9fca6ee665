import * as fc from "fast-check";
import { expect, it } from "vitest";
import { parseGvisorRelease } from "./gvisor-release.ts";

it.each([
  ["0.0~20240729.0", 20240729],
  ["0.0~20240729.0-4", 20240729],
  ["release-20240729.0", 20240729],
  ["release-20240729.0-34-gabcdef", 20240729],
  ["release-20260810.1-2-gabcdef-dirty", 20260810],
  ["VERSION_MISSING", undefined],
  ["release-2024072.0", undefined],
  ["release-202407290.0", undefined],
  ["xrelease-20240729.0", undefined],
  ["release-20240729.0x", undefined],
  ["", undefined],
  [undefined, undefined],
])("reads %s as %s", (version, release) => {
  expect(parseGvisorRelease(version)).toBe(release);
});

it("finds the date behind either prefix, whatever build it is", () => {
  const date = fc.integer({ min: 20180101, max: 20991231 });
  fc.assert(
    fc.property(fc.constantFrom("0.0~", "release-"), date, fc.nat(99), (prefix, release, patch) => {
      expect(parseGvisorRelease(`${prefix}${release}.${patch}`)).toBe(release);
    }),
  );
});
