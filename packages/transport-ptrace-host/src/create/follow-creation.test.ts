import { describe, expect, it } from "vitest";
import { followCreation } from "./follow-creation.ts";
import { createdMessage, initMessage, preparedMessage } from "./messages.ts";

const [init, prepared, created] = [
  [initMessage, 42],
  [preparedMessage, 0],
  [createdMessage, 0],
] as const;

describe("what a container's processes say while it is created", () => {
  it.each([
    ["in the order in which it happened", [init, prepared, created]],
    ["when the first process is heard before the one that bore it", [prepared, init, created]],
    ["when that one is heard last", [prepared, created, init]],
  ])("is told with the process id: %s", async (_, messages) => {
    const told: [string, number][] = [];
    const take = followCreation({
      born: async (pid) => void told.push(["born", pid]),
      prepared: async (pid) => void told.push(["prepared", pid]),
      created: (pid) => void told.push(["created", pid]),
    });
    await Promise.all(messages.map(([id, value]) => take(id, value)));
    expect(told).toEqual([
      ["born", 42],
      ["prepared", 42],
      ["created", 42],
    ]);
  });
});
