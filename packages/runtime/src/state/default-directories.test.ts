import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { crunDirectory, runcDirectory, runscDirectory } from "./default-directories.ts";

type Case = readonly [state: string, environment: Record<string, string>, uid: number, expected: string];

describe("the default state directory", () => {
  it.each<Case>([
    ["set", { XDG_RUNTIME_DIR: "/run/user/7" }, 0, "/run/user/7/runsc /run/runc /run/user/7/crun"],
    [
      "set for a user",
      { XDG_RUNTIME_DIR: "/run/user/7" },
      7,
      "/run/user/7/runsc /run/user/7/runc /run/user/7/crun",
    ],
    ["empty", { XDG_RUNTIME_DIR: "" }, 7, "/var/run/runsc /run/runc /run/crun"],
    ["not set", {}, 0, "/var/run/runsc /run/runc /run/crun"],
  ])("of runsc, runc and crun with XDG_RUNTIME_DIR %s", (_, environment, effectiveUid, expected) => {
    const host = createFakeHost({ environment, effectiveUid });
    expect([runscDirectory, runcDirectory, crunDirectory].map((of) => of(host)).join(" ")).toBe(expected);
  });
});
