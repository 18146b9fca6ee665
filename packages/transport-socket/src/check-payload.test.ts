import { describe, expect, it } from "vitest";
import { containerRecord, oldestSandbox } from "../test/records.ts";
import { checkPayload } from "./check-payload.ts";
import { releaseFeatures } from "./release-features.ts";

const newer = releaseFeatures(containerRecord().sandbox);
const oldest = releaseFeatures(containerRecord(oldestSandbox).sandbox);
const passOnly = releaseFeatures(containerRecord({ version: "release-20230327.0" }).sandbox);

describe("checkPayload", () => {
  it.each([
    ["stdio", newer, [0, 1, 2], false],
    ["any descriptor", newer, [0, 1, 2, 7, 100], false],
    ["a program", newer, [0, 1, 2], true],
    ["nothing, for the oldest", oldest, [], false],
    ["stdio, for the oldest", oldest, [0, 1, 2], false],
  ])("lets %s pass", (_, features, guestFds, hasExecutable) => {
    const hostFds = [...guestFds, ...(hasExecutable ? [20] : [])];
    expect(() => checkPayload({ guestFds, hostFds, hasExecutable }, features)).not.toThrow();
  });

  it.each([
    ["a fourth descriptor", oldest, [0, 1, 2, 3], false],
    ["a gap", oldest, [0, 2], false],
    ["a program", oldest, [0, 1, 2], true],
    ["a program, where only descriptors are known", passOnly, [0, 1, 2], true],
  ])("refuses %s for a release without it", (_, features, guestFds, hasExecutable) => {
    const hostFds = [...guestFds, ...(hasExecutable ? [20] : [])];
    expect(() => checkPayload({ guestFds, hostFds, hasExecutable }, features)).toThrow(
      expect.objectContaining({ code: "SALLYPORT_UNSUPPORTED" }),
    );
  });

  it.each([
    [[0, 1], [0], false],
    [[0], [0], true],
    [[0], [0, 1], false],
  ])("refuses %j announced and %j sent", (guestFds, hostFds, hasExecutable) => {
    expect(() => checkPayload({ guestFds, hostFds, hasExecutable }, newer)).toThrow(
      expect.objectContaining({ code: "SALLYPORT_INVALID_DESCRIPTOR" }),
    );
  });
});
