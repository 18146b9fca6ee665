import type { OciSeccomp, SeccompFlag } from "@sallyport/core";
import { describe, expect, it } from "vitest";
import { flagsOfProfile } from "./filter-flags.ts";

const [log, specAllow, newListener, waitKillable] = [2, 4, 8, 32];

function profile(flags: readonly SeccompFlag[] | undefined, notifies: boolean): OciSeccomp {
  const action = notifies ? "SCMP_ACT_NOTIFY" : "SCMP_ACT_LOG";
  return { defaultAction: "SCMP_ACT_ALLOW", flags, syscalls: [{ names: ["mount"], action }] };
}

describe("the flags of a profile", () => {
  it.each<[string, readonly SeccompFlag[] | undefined, boolean, number]>([
    ["no list", undefined, false, specAllow],
    ["an empty list", [], false, 0],
    ["TSYNC, which has no effect on one thread", ["SECCOMP_FILTER_FLAG_TSYNC"], false, 0],
    ["two", ["SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_SPEC_ALLOW"], false, log + specAllow],
    ["the same twice", ["SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_LOG"], false, log],
    ["a listener's, without one", ["SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"], false, 0],
    ["a listener's", ["SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"], true, newListener + waitKillable],
    ["no list, and a listener", undefined, true, newListener + specAllow],
  ])("are those of seccomp(2): %s", (_, flags, notifies, expected) => {
    expect(flagsOfProfile(profile(flags, notifies))).toBe(expected);
  });
});
