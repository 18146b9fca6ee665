import { describe, expect, it } from "vitest";
import { parseUnistd } from "./parse-unistd.ts";

describe("the kernel's headers of system calls", () => {
  it.each([
    ["a number", "#define __NR_read 0", { read: 0 }],
    ["a tab and several lines", "#define __NR_read\t63\n#define __NR_write 64\n", { read: 63, write: 64 }],
    ["a number above a base", "#define __NR_read (__X32_SYSCALL_BIT + 0)", { read: 0 }],
    ["another name of a call", "#define __NR_a (B + 341)\n#define __NR_c\t\t__NR_a", { a: 341, c: 341 }],
    ["ARM's private calls", "#define __ARM_NR_set_tls\t(__ARM_NR_BASE+5)", { set_tls: 0xf0005 }],
  ])("have %s", (_, text, expected) => {
    expect(Object.fromEntries(parseUnistd(text))).toEqual(expected);
  });

  it.each([
    "#define __NR_SYSCALL_BASE 0",
    "#define __NR_OABI_SYSCALL_BASE\t0x900000",
    "#define __ARM_NR_BASE\t(__NR_SYSCALL_BASE+0x0f0000)",
    "#define __NR_read __NR_unknown",
    "#define __NR_syscalls 451",
    "#define _ASM_UNISTD_64_H",
  ])("have no call in %j", (line) => {
    expect(parseUnistd(line).size).toBe(0);
  });
});
