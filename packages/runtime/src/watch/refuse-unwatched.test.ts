import { describe, expect, it } from "vitest";
import { refuseUnwatched } from "./refuse-unwatched.ts";
import type { WatchOptions } from "./watch-options.ts";

const cause = { name: "--detach", hint: "stay" };

describe("a command that nobody stays with", () => {
  it.each<[WatchOptions, string]>([
    [{ supervision: { level: "tree", policy: {} } }, "--supervise tree"],
    [{ traceFile: "t" }, "--trace"],
    [{ timeLimit: { timeout: 1, killAfter: 1 } }, "--timeout"],
  ])("is refused what needs somebody: %j", (options, flag) => {
    const expected = { code: "SALLYPORT_USAGE", message: `${flag} does not go with --detach`, hint: "stay" };
    expect(() => refuseUnwatched(options, cause)).toThrow(expect.objectContaining(expected));
  });

  it.each<WatchOptions>([{}, { supervision: { level: "none", policy: {} }, limits: { memory: 1 } }])(
    "may be started otherwise: %j",
    (options) => {
      expect(refuseUnwatched(options, cause)).toBeUndefined();
    },
  );
});
