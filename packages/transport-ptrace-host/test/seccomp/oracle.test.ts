import type { OciSeccomp, SeccompArchitecture } from "@sallyport/core";
import { type Architecture, architectures as machines } from "@sallyport/helper";
import { createScratchFolder } from "@sallyport/testkit";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type Abi, abisOf, x32Bit } from "../../src/seccomp/abi.ts";
import { compileProfile } from "../../src/seccomp/compile-profile.ts";
import { forEachSyscall } from "../../src/seccomp/for-each-syscall.ts";
import { verdictOf } from "../../src/seccomp/verdicts.ts";
import { problemsOf } from "./check-program.ts";
import { type EngineProfile, readEngineProfile, resolveProfile } from "./engine-profile.ts";
import { findOracle } from "./oracle.ts";
import { applicableRules, type NamedCall } from "./plain-meaning.ts";
import { pointsOf } from "./points.ts";
import { randomProfile } from "./random-profile.ts";
import { simulate, type SyscallData } from "./simulate.ts";
import { wholeTable } from "./table.ts";

const scratch = createScratchFolder();
afterAll(() => scratch.dispose());
const oracle = await findOracle(scratch.path);
const { numbers = new Map<string, ReadonlyMap<string, number>>(), compile = () => [] } = oracle ?? {};
const engineProfile: EngineProfile =
  oracle === undefined ? { defaultAction: "", syscalls: [] } : await readEngineProfile();

describe.skipIf(oracle === undefined)("libseccomp's system calls", () => {
  it.each(Object.values(abisOf).flatMap((abis) => abis.map((abi) => [abi.name, abi] as const)))(
    "have our numbers on %s",
    (name, abi) => {
      const ours = new Map<string, number>();
      forEachSyscall(abi, (call, number) => ours.set(call, number - abi.numberBase));
      const theirs = numbers.get(name) ?? new Map<string, number>();
      expect(theirs.size).toBeGreaterThan(300);
      expect(Object.fromEntries(ours)).toMatchObject(Object.fromEntries(theirs));
    },
  );
});

const usual =
  "CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT";
const others = "AUDIT_WRITE DAC_READ_SEARCH SYS_ADMIN SYS_MODULE SYS_PTRACE SYS_RAWIO SYS_TIME BPF";

interface EngineCase {
  readonly architecture: Architecture;
  readonly architectures: readonly SeccompArchitecture[];
  readonly capabilities: string;
  readonly change?: Partial<EngineProfile>;
  /** Instructions, at most. */
  readonly size: number;
}

const threeAbis = ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"] as const;

describe.skipIf(oracle === undefined)("an engine's default profile", () => {
  it.each<[string, EngineCase]>([
    [
      "all ABIs of x86-64",
      { architecture: "x86-64", architectures: threeAbis, capabilities: usual, size: 250 },
    ],
    ["x86_64 alone", { architecture: "x86-64", architectures: [], capabilities: usual, size: 80 }],
    [
      "x86_64 and x86 with CAP_SYS_ADMIN",
      {
        architecture: "x86-64",
        architectures: ["SCMP_ARCH_X86"],
        capabilities: `${usual} SYS_ADMIN`,
        size: 160,
      },
    ],
    [
      "arm64",
      {
        architecture: "arm64",
        architectures: ["SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM"],
        capabilities: usual,
        size: 170,
      },
    ],
    [
      "many capabilities",
      { architecture: "x86-64", architectures: threeAbis, capabilities: `${usual} ${others}`, size: 250 },
    ],
    [
      "EPERM as the default, as Docker has it",
      {
        architecture: "x86-64",
        architectures: threeAbis,
        capabilities: usual,
        change: { defaultErrnoRet: 1 },
        size: 250,
      },
    ],
    [
      "x86_64 alone and a default that kills",
      {
        architecture: "x86-64",
        architectures: [],
        capabilities: usual,
        change: { defaultAction: "SCMP_ACT_KILL_PROCESS", defaultErrnoRet: undefined },
        size: 80,
      },
    ],
  ])(
    "decides on every call as by runc: %s",
    (_, { architecture, architectures, capabilities, change, size }) => {
      const profile = resolveProfile(
        { ...engineProfile, ...change },
        {
          machine: architecture === "arm64" ? "arm64" : "amd64",
          architectures,
          capabilities: capabilities.split(" ").map((name) => `CAP_${name}`),
        },
      );
      const { program } = compileProfile(profile, architecture);
      const [theirs = []] = compile([withOwnAbi(profile, architecture)]);
      expect(problemsOf(program)).toEqual([]);
      expect(program.length).toBeLessThanOrEqual(size);
      const isNewer = newerCalls(profile, architecture);
      const steps = { ours: 0, theirs: 0 };
      const different: unknown[] = [];
      for (const data of wholeTable(profile, architecture)) {
        const ours = simulate(program, data);
        const their = simulate(theirs, data);
        steps.ours += ours.steps;
        steps.theirs += their.steps;
        const expected = isNewer(data) ? enosys : their.verdict;
        if (ours.verdict !== expected) different.push({ ...data, verdict: ours.verdict, expected });
      }
      expect(different).toEqual([]);
      expect(steps.ours).toBeLessThan(steps.theirs);
    },
  );
});

const enosys = verdictOf("SCMP_ACT_ERRNO", 38);

/** What runc puts in front of libseccomp's filter: calls with greater numbers than all in the profile. */
function newerCalls({ architectures = [], syscalls = [] }: OciSeccomp, architecture: Architecture) {
  const [own, ...more] = abisOf[architecture];
  const lasts = new Map<Abi, number>();
  for (const abi of [own, ...more.filter((each) => architectures.includes(each.architecture))]) {
    const known = syscalls.flatMap(({ names }) => names.map((name) => numbers.get(abi.name)?.get(name) ?? 0));
    lasts.set(abi, abi.numberBase + Math.max(...known));
  }
  return ({ arch, number }: SyscallData) => {
    const isX32 = arch === own.auditArch && own.name === "x86_64" && number >= x32Bit;
    for (const [abi, last] of lasts) {
      if (abi.auditArch === arch && (abi.name === "x32") === isX32) return number > last;
    }
    return false;
  };
}

/**
 * libseccomp 2.5.4 errs on some profiles with several rules of several conditions: it compares what the accumulator
 * still holds of another argument. Nearly always its verdict is then that of no rule that applies, by which the test
 * knows it. The seed is fixed, so that the few other times have no part in it.
 */
describe.skipIf(oracle === undefined)("random profiles", () => {
  it.each(machines)("mean the same to libseccomp on %s", (architecture) => {
    const profiles = fc
      .sample(randomProfile, { seed: 5, numRuns: 250 })
      .map((profile) => withOwnAbi(profile, architecture));
    const theirs = compile(profiles);
    const taken = profiles.filter((_, index) => theirs[index] !== undefined);
    expect(taken.length).toBeGreaterThan(200);
    for (const [index, profile] of taken.entries()) {
      const { program } = compileProfile(profile, architecture);
      const their = theirs[profiles.indexOf(profile)] ?? [];
      expect(problemsOf(program)).toEqual([]);
      const points = fc.sample(pointsOf(profile, architecture), { seed: index, numRuns: 100 });
      const different = points.filter(({ data, call }) => {
        const [our, other] = [program, their].map((each) => simulate(each, data).verdict);
        return our !== other && (mayApply(profile, call, other) || !mayApply(profile, call, our));
      });
      expect(different).toEqual([]);
    }
  });
});

/** As the oracle, whose own ABI is this machine's, needs it. */
function withOwnAbi(profile: OciSeccomp, architecture: Architecture): OciSeccomp {
  const own = abisOf[architecture][0].architecture;
  return { ...profile, architectures: [...(profile.architectures ?? []), own] };
}

/** Whether the verdict is that of a rule that applies, or the default where none does. */
function mayApply(profile: OciSeccomp, call: NamedCall, verdict: number | undefined): boolean {
  const rules = applicableRules(profile, call);
  const verdicts = rules.map(({ action, errnoRet }) => verdictOf(action, errnoRet));
  return verdicts.length === 0
    ? verdict === verdictOf(profile.defaultAction, undefined)
    : verdicts.some((each) => each === verdict);
}
