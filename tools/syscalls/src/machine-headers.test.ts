import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { abisOf } from "../../../packages/transport-ptrace-host/src/seccomp/abi.ts";
import { forEachSyscall } from "../../../packages/transport-ptrace-host/src/seccomp/for-each-syscall.ts";
import { parseUnistd } from "./parse-unistd.ts";

const allAbis = Object.values(abisOf).flat();

/** Where Debian has the headers of a compiler for an ABI, and what that compiler defines. */
const headers = [
  ["x86_64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h", []],
  ["x86", "/usr/include/x86_64-linux-gnu/asm/unistd_32.h", []],
  ["x32", "/usr/include/x86_64-linux-gnu/asm/unistd_x32.h", []],
  ["aarch64", "/usr/include/aarch64-linux-gnu/asm/unistd.h", []],
  ["aarch64", "/usr/aarch64-linux-gnu/include/asm/unistd.h", ["-isystem", "/usr/aarch64-linux-gnu/include"]],
  [
    "arm",
    "/usr/arm-linux-gnueabihf/include/asm/unistd.h",
    ["-isystem", "/usr/arm-linux-gnueabihf/include", "-D__ARM_EABI__"],
  ],
] as const;

const found = headers.filter(([, path]) => existsSync(path));

describe("the headers of this machine", () => {
  it("are there, for the compiler needs them", () => {
    expect(found.length).toBeGreaterThan(0);
  });

  it.each(found)("have the numbers that we have: %s, %s", (name, path, flags) => {
    const ours: Record<string, number> = {};
    const abi = allAbis.find((each) => each.name === name);
    if (abi !== undefined) forEachSyscall(abi, (call, number) => (ours[call] = number - abi.numberBase));
    const macros = execFileSync("cc", ["-E", "-dM", ...flags, path], { encoding: "utf8" });
    const theirs = parseUnistd(macros);
    expect(theirs.size).toBeGreaterThan(250);
    expect(ours).toMatchObject(Object.fromEntries(theirs));
  });
});
