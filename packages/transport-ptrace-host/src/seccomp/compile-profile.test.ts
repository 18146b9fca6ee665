import type { OciSeccomp, OciSeccompRule, SeccompAction } from "@sallyport/core";
import { architectures } from "@sallyport/helper";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemsOf } from "../../test/seccomp/check-program.ts";
import { applicableRules } from "../../test/seccomp/plain-meaning.ts";
import { pointsOf } from "../../test/seccomp/points.ts";
import { randomProfile } from "../../test/seccomp/random-profile.ts";
import { simulate } from "../../test/seccomp/simulate.ts";
import { x32Bit } from "./abi.ts";
import { compileProfile } from "./compile-profile.ts";
import { printVerdict } from "./print-verdict.ts";

const [x86_64, x86, x32] = [0xc000_003e, 0x4000_0003, 0xc000_003e];
const allAbis = ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"] as const;

function rule(names: string, action: SeccompAction, args: OciSeccompRule["args"] = []): OciSeccompRule {
  return { names: names.split(" "), action, args };
}

function profileOf(...syscalls: OciSeccompRule[]): OciSeccomp {
  return { defaultAction: "SCMP_ACT_ALLOW", architectures: allAbis, syscalls };
}

function verdict(profile: OciSeccomp, arch: number, number: number, ...args: bigint[]): string {
  const { program } = compileProfile(profile, "x86-64");
  const all = [...args, 0n, 0n, 0n, 0n, 0n, 0n].slice(0, 6);
  return printVerdict(simulate(program, { arch, number, args: all }).verdict);
}

describe("a profile's filter", () => {
  it.each(architectures)("means what its rules say on %s", (architecture) => {
    const profiles = randomProfile.map((profile) => ({
      ...profile,
      syscalls: (profile.syscalls ?? []).map((each) => ({ ...each, action: "SCMP_ACT_LOG" as const })),
    }));
    const withPoints = profiles.chain((profile) =>
      fc.tuple(fc.constant(profile), fc.array(pointsOf(profile, architecture), { minLength: 50 })),
    );
    fc.assert(
      fc.property(withPoints, ([profile, points]) => {
        const { program } = compileProfile(profile, architecture);
        expect(problemsOf(program)).toEqual([]);
        for (const { data, call } of points) {
          const expected = applicableRules(profile, call).length > 0 ? "log" : "allow";
          expect(printVerdict(simulate(program, data).verdict)).toBe(expected);
        }
      }),
    );
  });

  it.each<[SeccompAction, string]>([
    ["SCMP_ACT_KILL", "kill thread"],
    ["SCMP_ACT_KILL_THREAD", "kill thread"],
    ["SCMP_ACT_KILL_PROCESS", "kill process"],
    ["SCMP_ACT_TRAP", "trap"],
    ["SCMP_ACT_ERRNO", "errno 1 (EPERM)"],
    ["SCMP_ACT_TRACE", "trace 1"],
    ["SCMP_ACT_LOG", "log"],
    ["SCMP_ACT_NOTIFY", "notify"],
  ])("has %s", (action, expected) => {
    expect(verdict(profileOf(rule("read", action)), x86_64, 0)).toBe(expected);
    expect(verdict(profileOf(rule("read", action)), x86_64, 1)).toBe("allow");
  });

  it("gives the errno that the profile asks for, and that of the default action", () => {
    const syscalls = [
      { names: ["read"], action: "SCMP_ACT_ERRNO", errnoRet: 13 },
      { names: ["write"], action: "SCMP_ACT_TRACE", errnoRet: 0 },
    ] as const;
    const profile: OciSeccomp = { defaultAction: "SCMP_ACT_ERRNO", defaultErrnoRet: 95, syscalls };
    expect(verdict(profile, x86_64, 0)).toBe("errno 13 (EACCES)");
    expect(verdict(profile, x86_64, 1)).toBe("trace 0");
    expect(verdict({ ...profile, syscalls: [...syscalls, rule("getppid", "SCMP_ACT_LOG")] }, x86_64, 2)).toBe(
      "errno 95 (EOPNOTSUPP)",
    );
  });
});

describe("the ABIs of a profile", () => {
  const read = rule("read", "SCMP_ACT_LOG");

  it.each([
    ["read of x86_64", x86_64, 0, "log"],
    ["read of x86", x86, 3, "log"],
    ["read of x32", x32, x32Bit, "log"],
    ["the number of x86_64's read on x86", x86, 0, "allow"],
    ["a foreign architecture", 0xc000_0015, 0, "kill thread"],
  ])("have numbers of their own: %s", (_, arch, number, expected) => {
    expect(verdict(profileOf(read), arch, number)).toBe(expected);
  });

  it.each([
    ["x86", x86, 3, "kill thread"],
    ["x32", x32, x32Bit, "kill thread"],
    ["x32's last call", x32, 0xffff_fffe, "kill thread"],
    ["a call that a tracer has skipped", x86_64, 0xffff_ffff, "allow"],
    ["x86_64, though it is not in the list", x86_64, 0, "log"],
  ])("are no others: %s", (_, arch, number, expected) => {
    const profile = { ...profileOf(read), architectures: ["SCMP_ARCH_AARCH64", "SCMP_ARCH_S390X"] } as const;
    expect(verdict(profile, arch, number)).toBe(expected);
  });

  it("may not know a name, also none of them", () => {
    const profile = profileOf(rule("sched_yield fstat64 no_such_call", "SCMP_ACT_LOG"));
    expect([verdict(profile, x86_64, 24), verdict(profile, x86, 197)]).toEqual(["log", "log"]);
    expect(compileProfile(profileOf(rule("no_such_call", "SCMP_ACT_KILL")), "x86-64").program).toHaveLength(
      5,
    );
  });

  it("compare 64 bits of an argument, or 32", () => {
    const profile = profileOf(rule("read", "SCMP_ACT_LOG", [{ index: 2, op: "SCMP_CMP_EQ", value: 5n }]));
    const call = (arch: number, number: number) => verdict(profile, arch, number, 0n, 0n, 0x1_0000_0005n);
    expect([call(x86_64, 0), call(x86, 3), call(x32, x32Bit)]).toEqual(["allow", "log", "log"]);
  });
});

describe("calls that are newer than the profile", () => {
  const syscalls = [rule("read statx", "SCMP_ACT_ALLOW"), rule("rseq", "SCMP_ACT_ERRNO")];

  it.each<[SeccompAction, string]>([
    ["SCMP_ACT_ERRNO", "errno 38 (ENOSYS)"],
    ["SCMP_ACT_KILL", "errno 38 (ENOSYS)"],
    ["SCMP_ACT_LOG", "log"],
    ["SCMP_ACT_TRACE", "trace 1"],
    ["SCMP_ACT_ALLOW", "allow"],
  ])("are not there where the default is %s", (defaultAction, expected) => {
    expect(verdict({ defaultAction, syscalls }, x86_64, 335)).toBe(expected);
  });

  it("are those after the last that is named, also for the default action", () => {
    const profile: OciSeccomp = { defaultAction: "SCMP_ACT_ERRNO", architectures: allAbis, syscalls };
    const calls = [333, 334, 335].map((number) => verdict(profile, x86_64, number));
    expect(calls).toEqual(["errno 1 (EPERM)", "errno 1 (EPERM)", "errno 38 (ENOSYS)"]);
    expect([386, 387].map((number) => verdict(profile, x86, number))).toEqual([
      "errno 1 (EPERM)",
      "errno 38 (ENOSYS)",
    ]);
    expect(verdict(profile, x32, x32Bit + 335)).toBe("errno 38 (ENOSYS)");
    expect(verdict(profile, x32, x32Bit + 334)).toBe("errno 1 (EPERM)");
  });
});

describe("several rules about a call", () => {
  const first = (value: bigint) => ({ index: 0, op: "SCMP_CMP_GE", value }) as const;

  it.each<[string, OciSeccompRule[], bigint[], string]>([
    [
      "one without conditions counts alone",
      [rule("read", "SCMP_ACT_LOG", [first(1n)]), rule("read", "SCMP_ACT_TRAP")],
      [5n],
      "trap",
    ],
    [
      "the first without conditions counts",
      [rule("read", "SCMP_ACT_LOG"), rule("read", "SCMP_ACT_TRAP")],
      [],
      "log",
    ],
    [
      "the narrower range counts",
      [rule("read", "SCMP_ACT_LOG", [first(1n)]), rule("read", "SCMP_ACT_TRAP", [first(5n)])],
      [6n],
      "trap",
    ],
    [
      "also from above",
      [
        rule("read", "SCMP_ACT_LOG", [{ ...first(9n), op: "SCMP_CMP_LT" }]),
        rule("read", "SCMP_ACT_TRAP", [{ ...first(5n), op: "SCMP_CMP_LE" }]),
      ],
      [4n],
      "trap",
    ],
    [
      "equality counts more than a range",
      [
        rule("read", "SCMP_ACT_LOG", [first(1n)]),
        rule("read", "SCMP_ACT_TRAP", [{ ...first(4n), op: "SCMP_CMP_EQ" }]),
      ],
      [4n],
      "trap",
    ],
    [
      "the later argument counts",
      [
        rule("read", "SCMP_ACT_LOG", [first(1n)]),
        rule("read", "SCMP_ACT_TRAP", [{ ...first(1n), index: 1 }]),
      ],
      [1n, 1n],
      "trap",
    ],
    [
      "the shorter one counts",
      [
        rule("read", "SCMP_ACT_LOG", [first(1n)]),
        rule("read", "SCMP_ACT_TRAP", [first(1n), { ...first(1n), index: 1 }]),
      ],
      [1n, 1n],
      "log",
    ],
    [
      "conditions on the same argument are alternatives",
      [rule("read", "SCMP_ACT_LOG", [first(9n), { index: 0, op: "SCMP_CMP_EQ", value: 2n }])],
      [2n],
      "log",
    ],
  ])("have an order: %s", (_, rules, args, expected) => {
    expect(verdict(profileOf(...rules), x86_64, 0, ...args)).toBe(expected);
  });

  it.each<[string, OciSeccompRule[], bigint[], string]>([
    [
      "the same conditions",
      [rule("read", "SCMP_ACT_LOG", [first(1n)]), rule("read", "SCMP_ACT_TRAP", [first(1n)])],
      [1n],
      "log",
    ],
    [
      "fewer conditions after more",
      [
        rule("read", "SCMP_ACT_LOG", [first(1n), { ...first(1n), index: 1 }]),
        rule("read", "SCMP_ACT_TRAP", [first(1n)]),
      ],
      [1n, 1n],
      "log",
    ],
  ])("have the profile's order where libseccomp refuses them: %s", (_, rules, args, expected) => {
    expect(verdict(profileOf(...rules), x86_64, 0, ...args)).toBe(expected);
  });
});

describe("calls behind socketcall and ipc", () => {
  it.each([
    ["socket", 102, [1n], "log"],
    ["bind", 102, [2n], "allow"],
    ["accept4", 102, [18n], "log"],
    ["semtimedop", 117, [4n], "log"],
    ["shmctl", 117, [24n], "log"],
    ["shmctl in another version", 117, [0x1_0018n], "log"],
  ])("are decided on x86: %s", (_, number, args, expected) => {
    const profile = profileOf(rule("socket accept4 semtimedop shmctl", "SCMP_ACT_LOG"));
    expect(verdict(profile, x86, number, ...args)).toBe(expected);
  });

  it("keep their conditions, but for that on the first argument", () => {
    const isVsock = { index: 0, op: "SCMP_CMP_EQ", value: 40n } as const;
    const isNine = { index: 2, op: "SCMP_CMP_EQ", value: 9n } as const;
    const profile = profileOf(rule("socket", "SCMP_ACT_LOG", [isVsock, isNine]));
    expect(verdict(profile, x86, 102, 1n, 0n, 9n)).toBe("log");
    expect(verdict(profile, x86, 102, 1n, 0n, 8n)).toBe("allow");
    expect(verdict(profile, x86, 359, 2n, 0n, 9n)).toBe("allow");
  });
});

it("refuses a profile that is too long for the kernel", () => {
  const args = (value: number) =>
    [{ index: 0, op: "SCMP_CMP_EQ", value: BigInt(value) * 0x1_0000_0001n }] as const;
  const rules = Array.from({ length: 1200 }, (_, value) => rule("read", "SCMP_ACT_LOG", args(value)));
  expect(() => compileProfile(profileOf(...rules), "x86-64")).toThrow(
    /^the seccomp filter has \d{4} instructions: it must have 4096 at most$/,
  );
});
