import { withResolvers } from "@sallyport/core";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { limitTime } from "./limit-time.ts";

const limit = { timeout: 10, killAfter: 10 };
const able = { signals: "any", processGroupSignals: true } as const;

/** A command that ends by one of its signals, or by being killed with its tree. */
function command(endsBy: string, hasTree = true) {
  const asked: string[] = [];
  const ended = withResolvers<void>();
  const note = async (what: string): Promise<void> => {
    asked.push(what);
    if (what === endsBy) ended.resolve();
  };
  return {
    asked,
    ended: ended.promise,
    process: {
      pid: 7,
      wait: () => Promise.reject(new Error("nobody waits")),
      signal: (signal: number, target: string) => note(`${signal} to ${target}`),
      ...(hasTree && { killTree: () => note("kill the tree") }),
    },
  };
}

describe("the time of a command", () => {
  it("is over with SIGTERM, and what the command leaves behind is killed", async () => {
    const { asked, ended, process } = command("15 to group");
    const host = createFakeHost();
    using time = limitTime(host, able, process, limit);
    await host.fake.advance(10);
    await ended;
    await time.end();
    expect([asked, time.timedOut]).toEqual([["15 to group", "kill the tree"], "terminated"]);
  });

  it.each([
    [able, true, ["15 to group", "kill the tree"]],
    [able, false, ["15 to group", "9 to group"]],
    [{ signals: "any", processGroupSignals: false }, false, ["15 to process", "9 to process"]],
    [{ signals: "kill", processGroupSignals: false }, false, ["9 to process"]],
  ] as const)("is over for good after a while: %j", async (capabilities, hasTree, expected) => {
    const { asked, ended, process } = command(expected.at(-1) ?? "", hasTree);
    const host = createFakeHost();
    using time = limitTime(host, capabilities, process, limit);
    await host.fake.advance(10);
    await host.fake.advance(10);
    await ended;
    await time.end();
    expect([asked, time.timedOut]).toEqual([expected, "killed"]);
  });

  it("is not over for one that ends before, or has no limit", async () => {
    for (const its of [limit, undefined]) {
      const { asked, process } = command("");
      using time = limitTime(createFakeHost(), able, process, its);
      await time.end();
      expect([asked, time.timedOut]).toEqual([[], undefined]);
    }
  });
});
