import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { defaultStateDirectory } from "./state-directory.ts";

describe("the default state directory", () => {
  it.each<[string, Record<string, string>, string]>([
    ["set", { XDG_RUNTIME_DIR: "/run/user/7" }, "/run/user/7/runsc"],
    ["empty", { XDG_RUNTIME_DIR: "" }, "/var/run/runsc"],
    ["not set", {}, "/var/run/runsc"],
  ])("with XDG_RUNTIME_DIR %s", (_, environment, expected) => {
    expect(defaultStateDirectory(createFakeHost({ environment }))).toBe(expected);
  });
});
