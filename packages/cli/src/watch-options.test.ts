import { createFakeHost } from "@sallyport/host/fake";
import { watchFlags, type WatchFlagValues } from "@sallyport/flags";
import { describe, expect, it } from "vitest";
import { watchOptions } from "./watch-options.ts";

const files = {
  "/enforced": '{ "deny": [{ "calls": ["ptrace"] }] }',
  "/traced": '{ "trace": { "calls": ["openat"] } }',
  "/bad": '{ "paths": [{ "path": "/", "access": ["all"] }] }',
  "/text": "policy",
};

function optionsOf(values: Partial<WatchFlagValues>) {
  const absent = Object.fromEntries(Object.keys(watchFlags).map((key) => [key, undefined]));
  return watchOptions(createFakeHost({ files }), { ...(absent as WatchFlagValues), ...values });
}

describe("how a command is watched", () => {
  it.each<[Partial<WatchFlagValues>, string | undefined]>([
    [{}, undefined],
    [{ supervise: "none" }, "none"],
    [{ trace: "/t" }, "audit"],
    [{ trace: "/t", supervise: "tree" }, "tree"],
    [{ policy: "/enforced" }, "enforce"],
    [{ policy: "/enforced", trace: "/t" }, "enforce"],
    [{ policy: "/traced", trace: "/t" }, "audit"],
  ])("with %j, is on level %s", async (flags, level) => {
    expect((await optionsOf(flags)).supervision?.level).toBe(level);
  });

  it.each<[Partial<WatchFlagValues>, string]>([
    [{ supervise: "enforce" }, "--supervise enforce needs --policy FILE, with paths or deny"],
    [
      { supervise: "enforce", policy: "/traced" },
      "--supervise enforce needs --policy FILE, with paths or deny",
    ],
    [
      { supervise: "tree", policy: "/enforced" },
      "paths and deny of the policy need --supervise enforce, not tree",
    ],
    [{ supervise: "audit" }, "--supervise audit needs --trace FILE"],
    [{ supervise: "none", trace: "/t" }, "--trace needs --supervise tree, audit or enforce, not none"],
    [{ policy: "/traced" }, "trace of the policy needs --supervise audit and --trace FILE, not none"],
    [{ timeout: -1 }, "--timeout must not be negative"],
    [{ timeout: 1, killAfter: -1 }, "--kill-after must not be negative"],
  ])("is refused where flags contradict each other: %j", async (flags, message) => {
    await expect(optionsOf(flags)).rejects.toMatchObject({ code: "SALLYPORT_USAGE", message });
  });

  it.each([
    ["/bad", 'policy /bad: paths[0].access[0] "all" must be read or write'],
    ["/text", expect.stringContaining("policy /text: ")],
    ["/none", expect.stringContaining("policy /none: ")],
  ])("is refused with a policy that is none: %s", async (policy, message) => {
    await expect(optionsOf({ policy })).rejects.toMatchObject({ code: "SALLYPORT_INVALID_POLICY", message });
  });

  it("has the limits that are said, and no time where none is", async () => {
    expect(await optionsOf({ pids: 3, timeout: 0 })).toMatchObject({
      limits: { pids: 3 },
      timeLimit: undefined,
    });
    expect((await optionsOf({ timeout: 500 })).timeLimit).toEqual({ timeout: 500, killAfter: 10_000 });
  });
});
