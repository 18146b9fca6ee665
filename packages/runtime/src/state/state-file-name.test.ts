import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lockFileName, parseStateFileName, stateFileName } from "./state-file-name.ts";

const id = fc.stringMatching(/^[\w+.-]{1,20}$/);

describe("the name of a state file", () => {
  it("is made of both ids, and so is that of its lock", () => {
    const name = { containerId: "web", sandboxId: "pod" };
    expect(stateFileName(name)).toBe("web_sandbox:pod.state");
    expect(lockFileName(name)).toBe("web_sandbox:pod.lock");
  });

  it("gives the ids back", () => {
    fc.assert(
      fc.property(id, id, (containerId, sandboxId) => {
        const name = { containerId, sandboxId };
        expect(parseStateFileName(stateFileName(name))).toEqual(name);
      }),
    );
  });

  it("is read as what would give that name again, or not at all", () => {
    const nearly = fc.tuple(fc.string(), id).map(([left, right]) => `${left}_sandbox:${right}.state`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearly), (text) => {
        const parsed = parseStateFileName(text);
        expect(parsed === undefined ? text : stateFileName(parsed)).toBe(text);
      }),
    );
  });

  it.each([
    ["web.state"],
    ["web_sandbox:web.lock"],
    ["web_sandbox:web.state.tmp"],
    ["web_sandbox:.state"],
    ["_sandbox:web.state"],
    ["we b_sandbox:web.state"],
    ["web_sandbox:a:b.state"],
    ["runsc-web.sock"],
    [".web_sandbox:web.state\n"],
  ])("is not %j", (text) => {
    expect(parseStateFileName(text)).toBeUndefined();
  });
});
