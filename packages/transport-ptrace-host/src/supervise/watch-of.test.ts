import type { SupervisionPolicy } from "@sallyport/core";
import { describe, expect, it } from "vitest";
import { callSignatures } from "./call-signatures.ts";
import { watchOf } from "./watch-of.ts";

const onEvent = (): void => undefined;

describe("what a plan needs to watch a command", () => {
  it("is nothing but the level for none and tree, which cost no filter", async () => {
    expect(await watchOf({ level: "none", policy: {}, onEvent }, "x86-64")).toEqual({
      watch: { level: "none", reportProcesses: false, rules: [], paths: [] },
      filters: [],
      calls: [],
    });
    const tree = await watchOf({ level: "tree", policy: {}, onEvent }, "x86-64");
    expect([tree.watch.reportProcesses, tree.filters]).toEqual([true, []]);
  });

  it("is a rule for each call that is recorded", async () => {
    const { watch, filters, calls } = await watchOf({ level: "audit", policy: {}, onEvent }, "x86-64");
    expect(calls).toEqual(Object.keys(callSignatures));
    expect(watch.rules[calls.indexOf("openat")]).toEqual({
      arguments: ["number", "text", "number", "number"],
      result: false,
    });
    expect(filters).toHaveLength(1);
  });

  it("is a filter that hands opening over where there are paths, and only there", async () => {
    const paths = [{ path: "/", access: ["read"] }] as const;
    const enforced = async (policy: SupervisionPolicy) =>
      (await watchOf({ level: "enforce", policy }, "arm64")).filters[0];
    expect((await enforced({ paths }))?.own).toBe("hands-over");
    expect((await enforced({ deny: [{ calls: ["ptrace"] }] }))?.own).toBe("marks");
  });

  it.each<["audit" | "enforce", SupervisionPolicy, string]>([
    ["audit", { trace: { calls: ["openat", "opne"] } }, 'trace.calls[1] "opne"'],
    ["enforce", { deny: [{ calls: ["open"] }, { calls: ["opne"] }] }, 'deny[1].calls[0] "opne"'],
  ])("is refused for a call that does not exist: %s %j", async (level, policy, field) => {
    await expect(watchOf({ level, policy }, "x86-64")).rejects.toMatchObject({
      code: "SALLYPORT_INVALID_POLICY",
      message: `${field} must be the name of a system call`,
    });
  });
});
