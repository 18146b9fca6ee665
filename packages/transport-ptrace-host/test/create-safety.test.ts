import { readFileSync } from "node:fs";
import { createNodeHost } from "@sallyport/host/node";
import type { PlanOperation } from "@sallyport/helper";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { initMessage } from "../src/create/messages.ts";
import { inserted, operation, withChangedPlan } from "./changed-plan.ts";
import { type ContainerMaker, containerMaker, lengthened } from "./created-container.ts";
import { death, deaths, numberOf } from "./killed-process.ts";

const host = createNodeHost();

let containers: ContainerMaker;
let plan: readonly PlanOperation[] = [];
beforeAll(async () => {
  containers = containerMaker();
  const outcome = await containers.make(withChangedPlan(host, (operations) => (plan = operations)));
  if (outcome !== "started") throw new Error(outcome);
});
afterAll(() => containers.remove());

const makeWith = (index: number, added: readonly PlanOperation[]): Promise<string> =>
  containers.make(withChangedPlan(host, (operations) => inserted(operations, index, added)));

describe("making a container", () => {
  it("knows its first process, also when that is ahead of the one that bore it", async () => {
    const told = plan.findIndex(
      ({ code, arguments: [id] }) =>
        code === "send" && id?.kind === "value" && id.value === BigInt(initMessage),
    );
    expect(await makeWith(told, [pause(300)])).toBe("started");
  });

  it("leaves nobody and says so, whoever dies in front of whichever operation", async () => {
    const dead = new Set<number>();
    for (const [index, { step }] of plan.entries()) {
      const outcome = await makeWith(index, death);
      if (outcome === "started") continue;
      expect(outcome).toMatch(deaths);
      dead.add(step);
    }
    // Nobody comes to what is for other kernels, and for folders that are not there.
    expect(dead).toEqual(new Set(plan.map(({ step }) => step)));
    await expect.poll(() => containers.left(), { timeout: 5000 }).toEqual([]);
  });

  it("leaves nobody and says so when its supervisor dies in front of whichever step", async () => {
    const stop = [
      operation({
        code: "call",
        number: numberOf("ftruncate"),
        arguments: [
          { kind: "value", value: 0n },
          { kind: "value", value: 1n },
        ],
      }),
      pause(10_000),
    ];
    const firsts = plan.flatMap(({ step }, index) =>
      plan.findIndex((each) => each.step === step) === index ? [index] : [],
    );
    for (const index of firsts) {
      const made = makeWith(index, stop);
      await Promise.race([lengthened(containers.stream), made]);
      for (const pid of children()) process.kill(pid, "SIGKILL");
      expect(await made).toMatch(deaths);
    }
    await expect.poll(() => containers.left(), { timeout: 5000 }).toEqual([]);
  });
});

/** Waits for that many milliseconds. */
function pause(milliseconds: number): PlanOperation {
  return operation({
    code: "await-byte",
    arguments: [
      { kind: "value", value: 0xffff_ffff_ffff_ffffn },
      { kind: "value", value: BigInt(milliseconds) },
    ],
  });
}

/** Of this process: supervisors. */
function children(): number[] {
  const text = readFileSync(`/proc/self/task/${process.pid}/children`, "latin1");
  return text.split(" ").filter(Boolean).map(Number);
}
