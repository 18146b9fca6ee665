import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { measureSeries } from "./series.ts";

describe("a series", () => {
  let container: ReturnType<typeof spawn>;

  beforeEach(() => {
    container = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
  });

  afterEach(() => void container.kill("SIGKILL"));

  const timeless = { patience: 1, now: () => 0 };
  const subjects = () => ["a", "b", "c"].map((label) => ({ label, pid: container.pid ?? 0 }));

  it("takes turns, and each is first in turn", async () => {
    const order: string[] = [];
    await measureSeries(subjects(), {
      ...timeless,
      rounds: 3,
      warmUp: 1,
      sample: async ({ label }) => order.push(label),
    });
    expect(order.join("")).toBe("abcbcacababc");
  });

  it("does not count the rounds before", async () => {
    let count = 0;
    const [subject] = subjects();
    const samples = await measureSeries(subject === undefined ? [] : [subject], {
      ...timeless,
      rounds: 2,
      warmUp: 2,
      sample: async () => count++,
    });
    expect([...samples.values()]).toEqual([[2, 3]]);
  });

  it.each([
    [2, 14, 2],
    [100, 14, 5],
    [100, 0, 1],
  ])("of %d rounds that take 3 ms each ends after %d ms, with %d", async (rounds, patience, taken) => {
    let time = 0;
    const samples = await measureSeries(subjects(), {
      rounds,
      warmUp: 0,
      patience,
      now: () => time,
      sample: async () => time++,
    });
    expect([...samples.values()].map(({ length }) => length)).toEqual([taken, taken, taken]);
  });

  it.each([
    ["and the command succeeds", async () => 1],
    ["and the command fails for it", () => Promise.reject(new Error("connection refused"))],
  ])("is void when the container dies %s", async (_, command) => {
    const measured = measureSeries(subjects(), {
      ...timeless,
      rounds: 1,
      warmUp: 0,
      sample: async () => {
        container.kill("SIGKILL");
        await once(container, "exit");
        return command();
      },
    });
    await expect(measured).rejects.toMatchObject({
      code: "SALLYPORT_INVALID_STATE",
      message: "the container of a died during the measurement",
    });
  });
});
