import { openSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { PlanBuilder } from "../src/plan/plan-builder.ts";
import type { PlanMessage } from "../src/plan/plan-run.ts";
import { architecture, shell, start, startWithOutput } from "./plan-rig.ts";
import { systemCallNumber } from "../src/plan/system-call-number.ts";

const levels = ["none", "tree"] as const;

/** A supervisor with a command that stays, for as long as a test looks at it. */
async function withCommand(level: (typeof levels)[number], look: (pid: number) => void): Promise<void> {
  const { run, output } = startWithOutput(shell("sleep 1000 & wait", { level }));
  await run.started;
  try {
    look(run.pid);
  } finally {
    await run.killTree();
    await output();
    await run.exited;
  }
}

describe.each(levels)("a supervisor on level %s", (level) => {
  it("runs from a copy of itself that nobody can change", async () => {
    await withCommand(level, (pid) => {
      expect(readlinkSync(`/proc/${pid}/exe`)).toBe("/memfd:sallyport (deleted)");
      expect(() => openSync(`/proc/${pid}/exe`, "r+")).toThrow(/ETXTBSY|EPERM/);
      expect(readFileSync(`/proc/${pid}/comm`, "latin1")).toBe("sallyport-sup\n");
    });
  });

  it("cannot be looked into, nor can what it forks", async () => {
    const PR_GET_DUMPABLE = 3;
    const ask = (plan: PlanBuilder): void => {
      const dumpable = plan.register("dumpable");
      plan.call("prctl", [PR_GET_DUMPABLE], { into: dumpable });
      plan.send(1, dumpable);
    };
    const messages: PlanMessage[] = [];
    const onMessage = (message: PlanMessage): void => void messages.push(message);
    const run = start(shell("exit 0", { level, first: ask, prepare: ask }), { onMessage });
    await run.exited;
    expect(messages).toEqual([
      { id: 1, value: 0n, process: -1 },
      { id: 1, value: 0n, process: 1 },
    ]);
  });

  it("forks where the kernel has no clone3", async () => {
    const run = start(shell("exit 42", { level, first: refuseClone3 }));
    expect(await run.ended).toBe(42 << 8);
  });

  it("keeps nothing open but what it needs, and no directory busy", async () => {
    await withCommand(level, (pid) => {
      const open = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
      expect(open.map((target) => target.replace(/\d+/, "N")).toSorted()).toEqual([
        "anon_inode:[signalfd]",
        "socket:[N]",
      ]);
      expect(readlinkSync(`/proc/${pid}/cwd`)).toBe("/");
    });
  });

  it("takes little memory, and one thread", async () => {
    await withCommand(level, (pid) => {
      const status = readFileSync(`/proc/${pid}/status`, "latin1");
      expect(Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1])).toBeLessThanOrEqual(256);
      expect(status).toContain("\nThreads:\t1\n");
    });
  });
});

/** A filter with which clone3 fails with ENOSYS, as some container engines have it. */
function refuseClone3(plan: PlanBuilder): void {
  const [load, jumpIfEqual, give] = [0x20, 0x15, 0x06];
  const [allow, noSuchCall] = [0x7fff_0000, 0x0005_0026];
  const program: readonly (readonly [code: number, ifTrue: number, ifFalse: number, value: number])[] = [
    [load, 0, 0, 0],
    [jumpIfEqual, 0, 1, systemCallNumber(architecture, "clone3")],
    [give, 0, 0, noSuchCall],
    [give, 0, 0, allow],
  ];
  const instructions = Buffer.alloc(8 * program.length);
  for (const [index, [code, ifTrue, ifFalse, value]] of program.entries()) {
    instructions.writeUInt16LE(code, 8 * index);
    instructions.writeUInt8(ifTrue, 8 * index + 2);
    instructions.writeUInt8(ifFalse, 8 * index + 3);
    instructions.writeUInt32LE(value, 8 * index + 4);
  }
  const filter = plan.data.structure("sock_fprog", [
    ["length", "u16", program.length],
    ["filter", "u64", plan.data.bytes(instructions, "filter")],
  ]);
  const SECCOMP_SET_MODE_FILTER = 1;
  plan.call("seccomp", [SECCOMP_SET_MODE_FILTER, 0, filter]);
}
