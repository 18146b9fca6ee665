import { describe, expect, it } from "vitest";
import { renderModule } from "./render-module.ts";

describe("the module of system calls", () => {
  it("says where it comes from, and has a list for each ABI", () => {
    const text = renderModule({ one: new Map([["read", 0]]), two: new Map([["read", 63]]) }, "headers 1.0");
    expect(text).toMatch(/^\/\/ Made by `pnpm syscalls` from headers 1\.0: do not edit\.\n/);
    expect(text).toContain("export const syscallNames = {\n  one: `read`,\n  two: `63 read`,\n} as const;\n");
  });

  it("breaks long lists between names", () => {
    const names = Array.from({ length: 60 }, (_, index) => [`call_${index}`, index] as const);
    const text = renderModule({ abi: new Map(names) }, "headers");
    const list = /`([^`]*)`,/.exec(text)?.[1] ?? "";
    expect(list.replaceAll("\n", " ")).toBe(names.map(([name]) => name).join(" "));
    expect(Math.max(...list.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
  });
});
