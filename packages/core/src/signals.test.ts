import { constants } from "node:os";
import { describe, expect, it } from "vitest";
import { signalName, signalNumber } from "./signals.ts";

describe("signals", () => {
  it.each(Object.entries(constants.signals))(
    "%s has the number that this system gives it",
    (name, number) => {
      expect(signalNumber(name)).toBe(number);
    },
  );

  it.each([
    ["TERM", 15],
    ["term", 15],
    ["sigkill", 9],
    ["15", 15],
    ["0", 0],
    ["64", 64],
    ["SIGRTMIN", 34],
    ["RTMIN+3", 37],
    ["SIGRTMIN+30", 64],
    ["SIGRTMAX", 64],
    ["rtmax-30", 34],
  ])("reads %s as %i", (name, number) => {
    expect(signalNumber(name)).toBe(number);
  });

  it.each([
    "",
    "SIG",
    "FOO",
    "65",
    "-1",
    "1.5",
    "0x9",
    " 9",
    "RTMIN+31",
    "RTMAX-31",
    "RTMIN+",
    "RTMIN3",
    "undefined",
  ])("refuses %j", (name) => {
    expect(() => signalNumber(name)).toThrow(
      expect.objectContaining({ code: "SALLYPORT_USAGE", message: `unknown signal "${name}"` }),
    );
  });

  it.each([
    [1, "SIGHUP"],
    [15, "SIGTERM"],
    [31, "SIGSYS"],
    [32, "SIG32"],
    [34, "SIGRTMIN"],
    [64, "SIGRTMIN+30"],
  ])("calls %i %s", (number, name) => {
    expect(signalName(number)).toBe(name);
  });

  it.each(Array.from({ length: 64 }, (_, index) => index + 1))("reads its own name of %i", (number) => {
    expect(signalNumber(signalName(number))).toBe(number);
  });

  it.each([0, -1, 65, 1.5, Number.NaN])("has no name for %d", (number) => {
    expect(() => signalName(number)).toThrow(expect.objectContaining({ code: "SALLYPORT_USAGE" }));
  });
});
