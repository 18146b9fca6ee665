import { arch } from "node:os";
import { describe, expect, it } from "vitest";
import { targetOf } from "./target.ts";

const other = arch() === "arm64" ? "x64" : "arm64";

describe("a target", () => {
  it("is this machine by default, with its own compiler", () => {
    expect(targetOf(undefined, {})).toEqual({ name: arch(), cc: "cc", strip: "strip" });
  });

  it("has the toolchain of another machine, or the one that the environment names", () => {
    const triplet = other === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
    expect(targetOf(other, {})).toEqual({ name: other, cc: `${triplet}-gcc`, strip: `${triplet}-strip` });
    expect(targetOf(other, { CC: "clang", STRIP: "llvm-strip" })).toMatchObject({
      cc: "clang",
      strip: "llvm-strip",
    });
  });

  it("is refused where there is no recipe", () => {
    expect(() => targetOf("mips", {})).toThrow("no executable for mips: only for x64 and arm64");
  });
});
