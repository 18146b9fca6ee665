import type { OciSeccomp } from "@sallyport/core";
import type { Architecture } from "@sallyport/helper";
import * as fc from "fast-check";
import { type Abi, abisOf } from "../../src/seccomp/abi.ts";
import { forEachSyscall } from "../../src/seccomp/for-each-syscall.ts";
import type { NamedCall } from "./plain-meaning.ts";
import { edgesOf, randomCalls } from "./random-profile.ts";
import type { SyscallData } from "./simulate.ts";

/** A system call: what a filter sees of it, and what it means. */
export interface Point {
  readonly data: SyscallData;
  readonly call: NamedCall;
}

/** Points that the profile may be about, on those ABIs of the machine that it covers. */
export function pointsOf(profile: OciSeccomp, architecture: Architecture): fc.Arbitrary<Point> {
  const [own, ...others] = abisOf[architecture];
  const covered = [own, ...others.filter((abi) => profile.architectures?.includes(abi.architecture))];
  const words = fc.constantFrom(...edgesOf(profile));
  const first = fc.oneof(words, fc.constantFrom(1n, 3n, 0x1_0001n));
  return fc
    .tuple(
      fc.constantFrom(...covered.flatMap(callsOn)),
      first,
      fc.array(words, { minLength: 5, maxLength: 5 }),
    )
    .map(([{ abi, name, number }, one, more]) => {
      const args = [one, ...more];
      const behind = abi.name === "x86" ? behindCall(name, one) : undefined;
      return {
        data: { arch: abi.auditArch, number, args },
        call: { name, args, bits: abi.argumentBits, behind },
      };
    });
}

interface AbiCall {
  readonly abi: Abi;
  readonly name: string;
  readonly number: number;
}

function callsOn(abi: Abi): AbiCall[] {
  const calls: AbiCall[] = [];
  const wanted = new Set<string>([...randomCalls, "close"]);
  forEachSyscall(abi, (name, number) => {
    if (wanted.has(name)) calls.push({ abi, name, number });
  });
  return calls;
}

/** linux/net.h, linux/ipc.h */
const multiplexed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  socketcall: { 1: "socket", 3: "connect" },
  ipc: { 1: "semop" },
};

function behindCall(name: string, argument: bigint): string | undefined {
  // The upper half of ipc's is a version.
  return multiplexed[name]?.[String(BigInt.asUintN(name === "ipc" ? 16 : 32, argument))];
}
