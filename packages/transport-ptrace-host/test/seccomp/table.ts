import type { OciSeccomp } from "@sallyport/core";
import type { Architecture } from "@sallyport/helper";
import { type Abi, abisOf } from "../../src/seccomp/abi.ts";
import { forEachSyscall } from "../../src/seccomp/for-each-syscall.ts";
import { edgesOf } from "./random-profile.ts";
import type { SyscallData } from "./simulate.ts";

/** AUDIT_ARCH_PPC64LE */
const foreignArch = 0xc000_0015;

const bases = [0, 0x000f_0000, 0x4000_0000, 0x8000_0000, 0xffff_fd00];
/** More than any ABI has in a row. */
const span = 0x300;

const everyCall = [0n, 0x0000_0001_0000_0001n, 2n ** 64n - 1n].map((word) =>
  Array.from({ length: 6 }, () => word),
);

/** The numbers around those in use on every architecture of the machine and on another, and for calls with conditions every edge of these. */
export function* wholeTable(profile: OciSeccomp, architecture: Architecture): Generator<SyscallData> {
  const abis = abisOf[architecture];
  for (const arch of new Set([...abis.map(({ auditArch }) => auditArch), foreignArch])) {
    for (const base of bases) {
      for (let number = base; number < base + span; number++) {
        for (const args of everyCall) yield { arch, number, args };
      }
    }
  }
  yield* conditionalCalls(profile, abis);
}

function* conditionalCalls(profile: OciSeccomp, abis: readonly Abi[]): Generator<SyscallData> {
  const conditional = (profile.syscalls ?? []).filter(({ args = [] }) => args.length > 0);
  const names = new Set([...conditional.flatMap((rule) => rule.names), "socketcall"]);
  const edges = edgesOf(profile);
  for (const abi of abis) {
    const numbers: number[] = [];
    forEachSyscall(abi, (name, number) => names.has(name) && numbers.push(number));
    for (const number of numbers) {
      for (const first of edges) {
        for (const third of edges) {
          yield { arch: abi.auditArch, number, args: [first, 0n, third, 0n, 0n, 0n] };
        }
      }
    }
  }
}
