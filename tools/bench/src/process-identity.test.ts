import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { processIdentity } from "./process-identity.ts";

describe("the identity of a process", () => {
  it("stays the same while it lives, and is gone with it", async () => {
    const child = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
    const pid = child.pid ?? 0;
    const identity = processIdentity(pid);
    expect(identity).toMatch(/^\d+$/);
    expect(processIdentity(pid)).toBe(identity);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(processIdentity(pid)).toBeUndefined();
  });

  it("is none where there is no process", () => {
    expect(processIdentity(2 ** 30)).toBeUndefined();
  });
});
