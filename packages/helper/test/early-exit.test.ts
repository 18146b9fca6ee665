import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandPlan, start } from "./plan-rig.ts";

const [commands, lanes] = [60, 6];

let busy: readonly ChildProcess[] = [];
beforeAll(() => {
  busy = [1, 2, 3].map(() => spawn("sh", ["-c", "while :; do :; done"]));
});
afterAll(() => busy.forEach((one) => one.kill("SIGKILL")));

describe("on a busy machine, commands that end at once", () => {
  it.each(["none", "tree"] as const)("all start and end on level %s", async (level) => {
    const plan = commandPlan(["/bin/true"], { level });
    const endings: number[] = [];
    async function runSome(): Promise<void> {
      for (let count = 0; count < commands / lanes; count++) {
        const run = start(plan);
        await run.started;
        endings.push(await run.ended);
        await run.exited;
      }
    }
    await Promise.all(Array.from({ length: lanes }, runSome));
    expect(endings).toEqual(Array.from({ length: commands }, () => 0));
  });
});
