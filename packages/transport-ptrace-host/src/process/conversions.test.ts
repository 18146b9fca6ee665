import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuMask } from "./cpu-mask.ts";
import { executableCandidates } from "./executable-candidates.ts";
import { personalityNumber } from "./personality.ts";
import { rlimits } from "./rlimits.ts";
import { ioPriorityValue, schedulerFields } from "./scheduling.ts";

const refused = (message: string) => expect.objectContaining({ code: "SALLYPORT_INVALID_PROCESS", message });

describe("limits", () => {
  it("are numbered as the kernel does, and 2^64 - 1 is no limit", () => {
    const limits = [
      { type: "RLIMIT_NOFILE", soft: 512, hard: 1024 },
      { type: "RLIMIT_RTTIME", soft: 0, hard: JSON.parse("18446744073709551615") },
    ];
    expect(rlimits(limits)).toEqual([
      { name: "RLIMIT_NOFILE", resource: 7, soft: 512n, hard: 1024n },
      { name: "RLIMIT_RTTIME", resource: 15, soft: 0n, hard: 2n ** 64n - 1n },
    ]);
  });

  it.each([
    [
      { type: "RLIMIT_X", soft: 1, hard: 1 },
      'process.rlimits[0].type "RLIMIT_X" must be a limit such as RLIMIT_NOFILE',
    ],
    [{ type: "RLIMIT_CPU", soft: 2, hard: 1 }, "process.rlimits[0].soft 2 must be at most the hard limit, 1"],
  ])("%j are refused", (limit, message) => {
    expect(() => rlimits([limit])).toThrow(refused(message));
  });

  it("are refused when one is named twice", () => {
    const twice = { type: "RLIMIT_CPU", soft: 1, hard: 1 };
    expect(() => rlimits([twice, twice])).toThrow(
      refused('process.rlimits[1].type "RLIMIT_CPU" must be named once'),
    );
  });
});

describe("scheduling", () => {
  it("has the fields of struct sched_attr", () => {
    const fields = schedulerFields({
      policy: "SCHED_BATCH",
      nice: -5,
      flags: ["SCHED_FLAG_RESET_ON_FORK", "SCHED_FLAG_RECLAIM"],
    });
    expect(Object.fromEntries(fields.map(([name, , value]) => [name, value]))).toEqual({
      size: 48,
      policy: 3,
      flags: 3,
      nice: -5,
      priority: 0,
      runtime: 0n,
      deadline: 0n,
      period: 0n,
    });
  });

  it.each([
    [{ class: "IOPRIO_CLASS_RT", priority: 4 }, 0x2004],
    [{ class: "IOPRIO_CLASS_BE" }, 0x4000],
    [{ class: "IOPRIO_CLASS_IDLE", priority: 7 }, 0x6007],
  ])("has the I/O priority %j: %i", (priority, value) => {
    expect(ioPriorityValue(priority)).toBe(value);
  });

  it("has no names that no kernel knows", () => {
    expect(() => schedulerFields({ policy: "toString" })).toThrow(
      refused('process.scheduler.policy "toString" must be a policy such as SCHED_OTHER'),
    );
    expect(() => schedulerFields({ policy: "SCHED_RR", flags: ["X"] })).toThrow(
      refused('process.scheduler.flags[0] "X" must be a flag such as SCHED_FLAG_RESET_ON_FORK'),
    );
    expect(() => ioPriorityValue({ class: "RT" })).toThrow(
      refused('process.ioPriority.class "RT" must be IOPRIO_CLASS_RT, _BE or _IDLE'),
    );
    expect(() => personalityNumber({ domain: "linux" })).toThrow(
      refused('process.personality.domain "linux" must be LINUX or LINUX32'),
    );
  });
});

describe("a list of processors", () => {
  it.each([
    ["0", [1, 0, 0, 0, 0, 0, 0, 0]],
    ["0-3,7", [0x8f, 0, 0, 0, 0, 0, 0, 0]],
    [" 9 , 8 ", [0, 3, 0, 0, 0, 0, 0, 0]],
    ["64", [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]],
  ])("%j is a mask of whole words", (text, mask) => {
    expect([...cpuMask(text, "execCPUAffinity.initial")]).toEqual(mask);
  });

  it.each(["", "a", "1-", "3-1", "8192", "1,,2", "-1"])("%j is refused", (text) => {
    expect(() => cpuMask(text, "execCPUAffinity.final")).toThrow(
      /^process.execCPUAffinity.final .* must be a list/,
    );
  });
});

describe("the files to try for a command", () => {
  it.each([
    ["/bin/sh", [], ["/bin/sh"]],
    ["./x", ["PATH=/bin"], ["./x"]],
    ["sh", ["PATH=/a:/b:/a"], ["/a/sh", "/b/sh"]],
    ["sh", ["PATH=/a", "PATH=/b"], ["/b/sh"]],
    ["sh", ["PATH=:/b"], ["./sh", "/b/sh"]],
    ["", ["PATH=/b"], []],
  ])("%j with %j are %j", (word, environment, files) => {
    expect(executableCandidates(word, environment)).toEqual(files);
  });

  it("end in the word, whatever PATH says", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (word, path) => {
        const files = executableCandidates(word, [`PATH=${path}`]);
        expect(files.every((file) => file === word || file.endsWith(`/${word}`))).toBe(true);
      }),
    );
  });
});
