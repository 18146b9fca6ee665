import { describe, expect, it } from "vitest";
import { abisOf } from "./abi.ts";
import { forEachSyscall } from "./for-each-syscall.ts";

const allAbis = Object.values(abisOf).flat();

describe("the system calls of an ABI", () => {
  it.each(allAbis.map((abi) => [abi.name, abi] as const))(
    "are in the order of their numbers: %s",
    (_, abi) => {
      const numbers: number[] = [];
      const names = new Set<string>();
      forEachSyscall(abi, (name, number) => {
        names.add(name);
        numbers.push(number);
      });
      expect(numbers).toEqual(numbers.toSorted((left, right) => left - right));
      expect(names.size).toBe(numbers.length);
      expect([...names].filter((name) => !/^[a-z_]\w*$/.test(name))).toEqual([]);
    },
  );

  it.each([
    ["x86_64", "execve", 59],
    ["x86_64", "listmount", 458],
    ["x86", "execve", 11],
    ["x86", "socketcall", 102],
    ["x32", "execve", 0x4000_0208],
    ["x32", "getpid", 0x4000_0027],
    ["aarch64", "execve", 221],
    ["arm", "execve", 11],
    ["arm", "set_tls", 0xf0005],
    ["arm", "arm_sync_file_range", 341],
    ["arm", "sync_file_range2", 341],
  ])("have the kernel's numbers: %s %s", (abiName, wanted, expected) => {
    const abi = allAbis.find(({ name }) => name === abiName);
    const found: number[] = [];
    if (abi !== undefined) forEachSyscall(abi, (name, number) => name === wanted && found.push(number));
    expect(found).toEqual([expected]);
  });
});
