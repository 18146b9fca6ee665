import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { Architecture } from "../src/plan/architecture.ts";
import { systemCallNumbers } from "../src/plan/system-call-numbers.ts";
import { isSystemCallName, systemCallName, systemCallNumber } from "../src/plan/system-call-number.ts";

const names = Object.keys(systemCallNumbers).filter(isSystemCallName);

/** What the compiler's headers say: `undefined` for a call newer than they are. */
function headerNumbers(header: string): ReadonlyMap<string, number | undefined> {
  const source = [`#include <${header}>`, ...names.map((name) => `:${name} __NR_${name}`)].join("\n");
  const output = execFileSync("cc", ["-E", "-P", "-D__BITS_PER_LONG=64", "-"], {
    input: source,
    encoding: "utf8",
  });
  const lines = [...output.matchAll(/^\s*:(\w+) (\w+)$/gm)];
  return new Map(
    lines.map(([, name = "", number]) => [name, /^\d+$/.test(number ?? "") ? Number(number) : undefined]),
  );
}

describe("the numbers of system calls", () => {
  it.each<[Architecture, string]>([
    ["x86-64", "asm/unistd_64.h"],
    ["arm64", "asm-generic/unistd.h"],
  ])("on %s are those of %s", (architecture, header) => {
    const found = headerNumbers(header);
    const known = names.filter((name) => found.get(name) !== undefined);
    expect(known.length).toBeGreaterThan(names.length - 10);
    expect(known.map((name) => [name, systemCallNumber(architecture, name)])).toEqual(
      known.map((name) => [name, found.get(name)]),
    );
  });

  it("lead back to the names", () => {
    expect(names.map((name) => systemCallName("arm64", systemCallNumber("arm64", name)))).toEqual(names);
    expect(systemCallName("x86-64", 999)).toBe("system call 999");
  });
});
