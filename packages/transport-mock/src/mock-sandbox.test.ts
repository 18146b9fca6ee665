import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { execArgs, exited, openMock, signaled, startIn } from "../test/start-in.ts";
import type { MockProgram } from "./mock-program.ts";
import { createMockSandbox } from "./mock-sandbox.ts";

const SIGTERM = 15;
const SIGKILL = 9;
const SIGWINCH = 28;

const withProgram = (run: MockProgram) => createMockSandbox({ programs: { run } });
/** Until it is killed. */
const forever: MockProgram = ({ sleep }) => sleep(1e9);

describe("a program of a mock sandbox", () => {
  it("reads, writes and ends as a process does", async () => {
    const sandbox = withProgram(async ({ stdin, stdout, stderr }) => {
      await stderr.write("ready\n");
      await stdout.write(`got ${await stdin.readText()}`);
      return 7;
    });
    const started = await startIn(sandbox);
    started.type("what was ");
    started.type("typed");
    started.endInput();
    expect(await started.process.wait()).toEqual(exited(7));
    expect([started.output(), started.errors()]).toEqual(["got what was typed", "ready\n"]);
  });

  it("is found by its name, wherever it is", async () => {
    const { process } = await startIn(
      withProgram(() => 4),
      { args: ["/usr/bin/run"] },
    );
    expect(await process.wait()).toEqual(exited(4));
  });

  it("sees what it was started with", async () => {
    let seen: unknown;
    const sandbox = withProgram(({ args, env, cwd, uid, gid, additionalGids, noNewPrivileges, terminal }) => {
      seen = { args, env, cwd, uid, gid, additionalGids, noNewPrivileges, terminal };
    });
    const { process } = await startIn(sandbox, {
      args: ["run", "fast"],
      env: ["A=1=2", "B="],
      cwd: "/srv",
      uid: 7,
      gid: 8,
      additionalGids: [9],
      noNewPrivileges: true,
    });
    expect(await process.wait()).toEqual(exited(0));
    expect(seen).toEqual({
      args: ["run", "fast"],
      env: { A: "1=2", B: "" },
      cwd: "/srv",
      uid: 7,
      gid: 8,
      additionalGids: [9],
      noNewPrivileges: true,
      terminal: undefined,
    });
  });

  it("has the descriptors that it was given, and no others", async () => {
    const sandbox = withProgram(async ({ descriptor, stdout }) => {
      await stdout.write(await descriptor(5).readText());
      expect(() => descriptor(6)).toThrow("descriptor 6 is not open in the process");
    });
    const host = createFakeHost({ files: { "/f": "in the file" } });
    const file = host.files.open("/f", { access: "read" });
    const handle = await openMock(sandbox, host);
    const payload = { guestFds: [0, 1, 2, 5], hostFds: [0, 1, 2, file], hasExecutable: false };
    const process = await handle.execute(execArgs(), payload);
    host.descriptors.close(file);
    expect(await process.wait()).toEqual(exited(0));
    expect(host.fake.output(1)).toBe("in the file");
    expect(sandbox.failures).toEqual([]);
  });

  it("sleeps by a clock of its own", async () => {
    const sandbox = withProgram(async ({ stdout, sleep }) => {
      await sleep(1000);
      await stdout.write("a");
      await sleep(1000);
      await stdout.write("b");
    });
    const { output, process } = await startIn(sandbox);
    await sandbox.clock.advance(999);
    expect(output()).toBe("");
    await sandbox.clock.advance(1);
    expect(output()).toBe("a");
    await sandbox.clock.advance(1000);
    expect(await process.wait()).toEqual(exited(0));
    expect([output(), sandbox.clock.now()]).toEqual(["b", 2000]);
  });

  it("dies of a signal, and nothing of it goes on", async () => {
    const after: string[] = [];
    const sandbox = withProgram(async ({ sleep }) => {
      await sleep(10);
      after.push("went on");
    });
    const { process } = await startIn(sandbox);
    await process.signal(SIGTERM, "process");
    await sandbox.clock.advance(10);
    expect(await process.wait()).toEqual(signaled(SIGTERM));
    expect(after).toEqual([]);
    expect(sandbox.failures).toEqual([]);
    await expect(process.signal(SIGTERM, "process")).rejects.toMatchObject({ code: "SALLYPORT_REMOTE" });
  });

  it("handles signals, and ignores them, but never KILL", async () => {
    const sandbox = withProgram(async ({ onSignal, exit, sleep }) => {
      onSignal(SIGTERM, () => exit(3));
      onSignal(2, "ignore");
      onSignal(SIGKILL, "ignore");
      await sleep(1e9);
    });
    const [one, other] = [await startIn(sandbox), await startIn(sandbox)];
    await one.process.signal(2, "process");
    await one.process.signal(0, "process");
    await one.process.signal(SIGTERM, "process");
    expect(await one.process.wait()).toEqual(exited(3));
    await other.process.signal(SIGKILL, "process");
    expect(await other.process.wait()).toEqual(signaled(SIGKILL));
  });

  it("has children, which outlive it and hold its streams open", async () => {
    const sandbox = withProgram(({ spawn }) => {
      spawn(async ({ stdout, sleep }) => {
        await sleep(5);
        await stdout.write("late");
      });
      return 2;
    });
    const { process, output } = await startIn(sandbox);
    expect(await process.wait()).toEqual(exited(2));
    expect(sandbox.processes()).toEqual([{ pid: process.pid + 1, args: ["run"] }]);
    await sandbox.clock.advance(5);
    await new Promise((resolve) => setImmediate(resolve));
    expect(output()).toBe("late");
    expect(sandbox.processes()).toEqual([]);
  });

  it("dies with its group", async () => {
    const sandbox = withProgram(async ({ spawn, sleep }) => {
      spawn(forever);
      await sleep(1e9);
    });
    const { process } = await startIn(sandbox);
    await new Promise((resolve) => setImmediate(resolve));
    expect(sandbox.processes()).toHaveLength(2);
    await process.signal(SIGTERM, "group");
    expect(sandbox.processes()).toEqual([]);
  });

  it("has a terminal of another size when that is resized", async () => {
    const sandbox = withProgram(async ({ terminal, onSignal, stdout, sleep }) => {
      onSignal(SIGWINCH, () => void stdout.write(JSON.stringify(terminal?.size())));
      await stdout.write(JSON.stringify(terminal?.size()));
      await sleep(1e9);
    });
    const size = { rows: 10, columns: 20 };
    const { process, output } = await startIn(sandbox, { terminal: true }, { terminalSize: size });
    await new Promise((resolve) => setImmediate(resolve));
    expect(output()).toBe(JSON.stringify(size));
    await process.resize?.({ rows: 30, columns: 40 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(output()).toBe(JSON.stringify({ rows: 30, columns: 40 }));
    await process.signal(SIGKILL, "process");
  });

  it("dies of SIGPIPE when nobody reads any more", async () => {
    const sandbox = withProgram(async ({ stdout }) => {
      for (;;) await stdout.write("y\n");
    });
    const host = createFakeHost();
    const handle = await openMock(sandbox, host);
    const { read, write } = host.descriptors.pipe();
    const payload = { guestFds: [0, 1, 2], hostFds: [0, write, 2], hasExecutable: false };
    const process = await handle.execute(execArgs(), payload);
    host.descriptors.close(write);
    host.descriptors.close(read);
    expect(await process.wait()).toEqual(signaled(13));
  });

  it("ends with 70 when it throws, and the test learns why", async () => {
    const thrown = new Error("a fault of the test");
    const sandbox = withProgram(() => Promise.reject(thrown));
    expect(await (await startIn(sandbox)).process.wait()).toEqual(exited(70));
    expect(sandbox.failures).toEqual([thrown]);
  });

  it("is refused where there is none of that name", async () => {
    await expect(startIn(withProgram(forever), { args: ["toString"] })).rejects.toMatchObject({
      code: "SALLYPORT_START_FAILED",
      message: 'executing "toString" in sandbox: no such program',
    });
  });
});

describe("a mock sandbox", () => {
  it("does the same when it is asked for the same", async () => {
    const once = async () => {
      const sandbox = withProgram(async ({ pid, stdout }) => stdout.write(String(pid)));
      const started = [await startIn(sandbox), await startIn(sandbox), await startIn(sandbox)];
      await Promise.all(started.map(({ process }) => process.wait()));
      return { calls: sandbox.calls, outputs: started.map(({ output }) => output()) };
    };
    const first = await once();
    expect(first.outputs).toEqual(["2", "3", "4"]);
    expect(await once()).toEqual(first);
  });

  it("notes what it is asked for", async () => {
    const sandbox = withProgram(forever);
    const { process } = await startIn(sandbox, { args: ["run", "x"] });
    await process.signal(SIGTERM, "process");
    await process.wait();
    expect(sandbox.calls).toEqual([
      { method: "open", containerId: "web" },
      { method: "execute", containerId: "web", args: ["run", "x"], guestFds: [0, 1, 2] },
      { method: "signal", pid: 2, signal: SIGTERM, target: "process" },
      { method: "wait", pid: 2 },
    ]);
  });

  it("has containers, which are listed, told of, signaled and waited for", async () => {
    const process = { cwd: "/srv", env: ["A=1"] };
    const sandbox = createMockSandbox({ containers: { web: { process }, old: { status: "stopped" } } });
    const host = createFakeHost();
    expect(await sandbox.transport.list?.({ options: undefined }, host)).toEqual([
      { id: "web", status: "running" },
      { id: "old", status: "stopped" },
    ]);
    const [web, old] = [await openMock(sandbox, host), await openMock(sandbox, host, "old")];
    expect(await web.state()).toEqual({ status: "running", process });
    await expect(old.signal(SIGTERM, "init")).rejects.toMatchObject({ code: "SALLYPORT_NOT_RUNNING" });
    await web.signal(SIGTERM, "init");
    expect(await web.wait()).toEqual(signaled(SIGTERM));
    expect(await web.state()).toMatchObject({ status: "stopped" });
    await expect(openMock(sandbox, host, "db")).rejects.toMatchObject({ code: "SALLYPORT_NOT_FOUND" });
  });

  it("lists its processes, and finds one again by its number", async () => {
    const sandbox = withProgram(forever);
    const { process, handle, host } = await startIn(sandbox, { uid: 5 });
    expect(await handle.processes?.()).toMatchObject([{ pid: process.pid, ppid: 1, uid: 5, cmd: "run" }]);
    const again = await openMock(sandbox, host);
    await again.process(process.pid).signal(SIGKILL, "process");
    expect(await again.process(process.pid).wait()).toEqual(signaled(SIGKILL));
    expect(await again.statistics()).toEqual({ processes: 0 });
    expect(() => again.process(99)).toThrow("no such process: 99");
  });

  it("does less when it is told so", async () => {
    const sandbox = createMockSandbox({ capabilities: { processes: false, list: false, init: false } });
    const handle = await openMock(sandbox, createFakeHost());
    expect(Object.keys(handle).toSorted()).toEqual(["execute", "process", "state", "statistics"]);
    expect(sandbox.transport).not.toHaveProperty("list");
    expect(sandbox.transport.capabilities).toMatchObject({ processes: false, list: false, init: false });
  });
});
