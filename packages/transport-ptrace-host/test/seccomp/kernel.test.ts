import { arch } from "node:os";
import type { OciSeccomp, OciSeccompCondition, SeccompAction } from "@sallyport/core";
import type { Architecture } from "@sallyport/helper";
import { createScratchFolder } from "@sallyport/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { abisOf } from "../../src/seccomp/abi.ts";
import { compileProfile } from "../../src/seccomp/compile-profile.ts";
import { compileAudit, compileEnforcement } from "../../src/seccomp/supervision-filter.ts";
import { buildRunFiltered, type FilteredCall, type RunFiltered } from "./filtered-calls.ts";
import { simulate } from "./simulate.ts";

const architecture: Architecture = arch() === "arm64" ? "arm64" : "x86-64";
const getppid = architecture === "arm64" ? 173 : 110;
const getuid = architecture === "arm64" ? 174 : 102;
const x86Getppid: FilteredCall = { entry: "x86", number: 64 };
const x32Getppid: FilteredCall = { entry: "native", number: 0x4000_0000 + getppid };

const scratch = createScratchFolder();
let run: RunFiltered = () => Promise.reject(new Error("not built"));
/** A kernel may be without the 32-bit entry: the call then fails, filter or not. */
let hasX86Entry = false;

beforeAll(async () => {
  run = await buildRunFiltered(scratch.path);
  const [unfiltered = ""] = architecture === "arm64" ? [] : await run(undefined, [x86Getppid]);
  hasX86Entry = unfiltered.startsWith("result ");
});
afterAll(() => scratch.dispose());

function profile(action: SeccompAction, args: readonly OciSeccompCondition[] = []): OciSeccomp {
  return {
    defaultAction: "SCMP_ACT_ALLOW",
    architectures: ["SCMP_ARCH_X86", "SCMP_ARCH_X32"],
    syscalls: [{ names: ["getppid"], action, args }],
  };
}

describe("the kernel", () => {
  it.each<[SeccompAction, string]>([
    ["SCMP_ACT_ERRNO", "result -1"],
    ["SCMP_ACT_KILL_PROCESS", "signal 31"],
    ["SCMP_ACT_KILL_THREAD", "signal 31"],
    ["SCMP_ACT_TRAP", "signal 31"],
    // Nobody traces, or listens.
    ["SCMP_ACT_TRACE", "result -38"],
  ])("does as the profile says: %s", async (action, expected) => {
    const filter = compileProfile(profile(action), architecture);
    const [filtered, other] = await run(filter, [
      { entry: "native", number: getppid },
      { entry: "native", number: getuid },
    ]);
    expect(filtered).toBe(expected);
    expect(other).toBe(`result ${process.getuid?.()}`);
  });

  it.skipIf(architecture === "arm64")("covers the entries of x86 and x32", async () => {
    const covered = compileProfile(profile("SCMP_ACT_ERRNO"), architecture);
    const alone = compileProfile({ ...profile("SCMP_ACT_ERRNO"), architectures: [] }, architecture);
    const x86Result = (result: string) => (hasX86Entry ? result : "signal 11");
    expect(await run(covered, [x86Getppid, x32Getppid])).toEqual([x86Result("result -1"), "result -1"]);
    expect(await run(alone, [x86Getppid, x32Getppid])).toEqual([x86Result("signal 31"), "signal 31"]);
  });

  it("says ENOSYS to calls that are newer than the profile", async () => {
    const names = ["getppid", "exit_group", "exit"];
    const syscalls = [{ names, action: "SCMP_ACT_ALLOW" as const }];
    const filter = compileProfile({ defaultAction: "SCMP_ACT_ERRNO", syscalls }, architecture);
    const [older, newer] = await run(filter, [
      { entry: "native", number: 39 },
      { entry: "native", number: 400 },
    ]);
    expect([older, newer]).toEqual(["result -1", "result -38"]);
  });

  it("compares arguments as the simulation does", async () => {
    const words = [0n, 1n, 5n, 0xffff_ffffn, 0x1_0000_0000n, 0x1_0000_0005n, 0xffff_ffff_ffff_ffffn];
    const operators = ["NE", "LT", "LE", "EQ", "GE", "GT", "MASKED_EQ"] as const;
    const syscalls = operators.map((operator, index) => ({
      names: ["getppid"],
      action: "SCMP_ACT_ERRNO" as const,
      errnoRet: 100 + index,
      args: [
        { index: 0, op: "SCMP_CMP_EQ", value: BigInt(index) } as const,
        { index: 5, op: `SCMP_CMP_${operator}` as const, value: 0x1_0000_0005n, valueTwo: 5n },
      ],
    }));
    const filter = compileProfile({ defaultAction: "SCMP_ACT_ALLOW", syscalls }, architecture);
    const points = operators.flatMap((_, index) =>
      words.map((word) => [BigInt(index), 0n, 0n, 0n, 0n, word]),
    );
    const found = await run(
      filter,
      points.map((args) => ({ entry: "native", number: getppid, args })),
    );
    const { auditArch } = abisOf[architecture][0];
    const expected = points.map((args) => {
      const { verdict } = simulate(filter.program, { arch: auditArch, number: getppid, args });
      return verdict >>> 16 === 5 ? `result -${verdict & 0xffff}` : "allowed";
    });
    expect(new Set(expected).size).toBe(operators.length + 1);
    expect(found.map((each, index) => (expected[index] === "allowed" ? allowed(each) : each))).toEqual(
      expected,
    );
  });

  it("takes our own filters, with and without a listener", async () => {
    const audit = compileAudit([{ name: "getppid", id: 9 }], architecture);
    const enforcement = compileEnforcement(
      { deny: [{ name: "getppid", errno: 13 }], ask: ["mount"] },
      architecture,
    );
    const call = { entry: "native", number: getppid } as const;
    expect(await run(audit, [call])).toEqual(["result -38"]);
    expect(await run(enforcement, [call])).toEqual(["result -13"]);
  });
});

/** A call that is made has some pid for a result. */
function allowed(line: string): string {
  return /^result [1-9]\d*$/.test(line) ? "allowed" : line;
}
