import { dialectNames, type ErrorCode, errorCodes, SallyportError } from "@sallyport/core";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { reportError } from "./report-error.ts";

const codes = Object.keys(errorCodes) as ErrorCode[];

describe("the report of an error", () => {
  it.each(codes)("of %s has the exit status that its table says", async (code) => {
    const host = createFakeHost();
    const exitStatus = await reportError(host, {}, new SallyportError(code, "it failed"));
    expect(exitStatus).toBe(errorCodes[code].exitStatus.runsc);
    expect(host.fake.output(2)).toBe("it failed\n");
  });

  it.each(dialectNames)("has the exit status of %s where its manners are asked for", async (dialect) => {
    const statuses = codes.map((code) =>
      reportError(createFakeHost(), { dialect }, new SallyportError(code, "no")),
    );
    expect(await Promise.all(statuses)).toEqual(codes.map((code) => errorCodes[code].exitStatus[dialect]));
  });

  it("is one line, and one for the hint, without control characters", async () => {
    const host = createFakeHost();
    const error = new SallyportError("SALLYPORT_REMOTE", "bad \u001b[31mred\u0007\nline\u202e", {
      hint: "look\r\nthere",
    });
    await reportError(host, {}, error);
    expect(host.fake.output(2)).toBe(
      String.raw`bad \x1b[31mred\a\nline\u202e` + "\n" + String.raw`hint: look\r\nthere` + "\n",
    );
  });

  it("goes to the log without the hint", async () => {
    const logged: string[] = [];
    const log = { write: (message: string) => void logged.push(message) };
    await reportError(
      createFakeHost(),
      { log },
      new SallyportError("SALLYPORT_USAGE", "no\tway", { hint: "x" }),
    );
    expect(logged).toEqual([String.raw`no\tway`]);
  });

  it("is made when the log fails, too", async () => {
    const host = createFakeHost();
    const log = {
      write() {
        throw new SallyportError("SALLYPORT_SYSTEM_CALL", "log is full\u001b");
      },
    };
    expect(await reportError(host, { log }, new SallyportError("SALLYPORT_USAGE", "it failed"))).toBe(128);
    expect(host.fake.output(2)).toBe("log is full\\x1b\nit failed\n");
  });

  it.each([
    [new TypeError("x is not a function"), "x is not a function"],
    ["thrown text", "thrown text"],
    [undefined, "undefined"],
  ])("of anything else says that it is a defect: %o", async (error, text) => {
    const host = createFakeHost();
    expect(await reportError(host, {}, error)).toBe(128);
    expect(host.fake.output(2)).toBe(
      `internal error: ${text}\nhint: this is a defect in sallyport: please report it\n`,
    );
  });
});
