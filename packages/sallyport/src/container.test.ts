import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { assert, property, anything } from "fast-check";
import { describe, expect, it } from "vitest";
import { type Program, startScriptedSandbox } from "../test/scripted-sandbox.ts";
import { listSandboxes } from "./index.ts";
import { readStats } from "./inspect/read-stats.ts";

const nothing: Program = async () => undefined;

describe("a container", () => {
  it("tells its processes", async () => {
    const entry = {
      uid: 0,
      pid: 1,
      ppid: 0,
      threads: [1],
      c: 0,
      tty: "?",
      stime: "10:00",
      time: "0s",
      cmd: "sh",
    };
    const { box } = await startScriptedSandbox(nothing, {
      "containerManager.Processes": { result: [entry] },
    });
    expect(await box.processes()).toEqual([entry]);
  });

  it("tells what it uses", async () => {
    const data = { memory: { usage: { usage: 4096 } }, pids: { current: 3 } };
    const raw = { event: { type: "stats", id: "web", data }, containerUsage: { web: 5_000_000 } };
    const { box } = await startScriptedSandbox(nothing, { "containerManager.Event": { result: raw } });
    expect(await box.stats()).toEqual({ cpuNanoseconds: 5_000_000, memoryBytes: 4096, processes: 3, raw });
  });

  it.each([
    [42 << 8, { reason: "exited", code: 42 }],
    [9, { reason: "signaled", code: null, signal: "SIGKILL" }],
  ])("is waited for: status %i", async (status, end) => {
    const { box } = await startScriptedSandbox(nothing, { "containerManager.Wait": { result: status } });
    expect(await box.wait()).toEqual(end);
  });

  it("gets signals, all of it or its first process", async () => {
    const { box, requests } = await startScriptedSandbox(nothing);
    await box.kill();
    await box.kill("KILL", { all: true });
    const sent = requests.filter(({ method }) => method === "containerManager.Signal").map(({ arg }) => arg);
    expect(sent).toEqual([
      { CID: "web", Signo: 15, PID: 0, Mode: 0 },
      { CID: "web", Signo: 9, PID: 0, Mode: 1 },
    ]);
    await expect(box.kill(99)).rejects.toThrow('unknown signal "99"');
  });
});

describe("statistics", () => {
  it("of any shape are given as they are", () => {
    assert(
      property(anything(), (raw) => {
        expect(readStats("web", raw).raw).toBe(raw);
      }),
    );
  });
});

describe("the list of containers", () => {
  it("has each with its status, also those whose state cannot be read", async () => {
    const { root } = await startScriptedSandbox(nothing);
    writeFileSync(join(root, "bad_sandbox:bad.state"), "no JSON");
    expect(await listSandboxes({ root })).toEqual([
      { id: "bad", status: "unknown", error: expect.objectContaining({ code: "SALLYPORT_INVALID_STATE" }) },
      { id: "web", status: "running", createdAt: "2026-01-01T00:00:00Z", owner: "root", pid: process.pid },
    ]);
  });

  it("is empty where there is no state directory", async () => {
    expect(await listSandboxes({ root: "/nowhere" })).toEqual([]);
  });
});
