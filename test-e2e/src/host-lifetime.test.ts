import { existsSync, mkdirSync, readFileSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { startContainer } from "@sallyport/testkit";
import { describe, expect, it, vi } from "vitest";
import { startConmonExec } from "./support/conmon.ts";
import { reaped, useEngine } from "./support/engine.ts";
import { parentOf, processName } from "./support/host-processes.ts";
import { sallyport, startProgram } from "./support/program.ts";
import { startTerminalSession } from "./support/terminal-session.ts";
import { ociRuntimes, useContainer } from "./support/use-container.ts";

const patience = { timeout: 30_000, interval: 20 };

/** Settles once a process is gone. */
function expectGone(pid: number): Promise<void> {
  return vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), patience);
}

describe.each(ociRuntimes)("a command in a container of $label that is left", (runtime) => {
  const joined = useContainer({ runtime });
  const detach = useEngine(joined);

  it.each([
    ["exit 42", "exited 42"],
    ["kill -TERM $$", "signaled 15"],
  ])("is its engine's own child, by the number in the pid file: %s", async (script, end) => {
    const { engine, standIn } = await detach(["sh", "-c", `read line; ${script}`]);
    expect([processName(standIn), parentOf(standIn)]).toEqual(["sh", engine.pid]);
    engine.child.stdin?.end();
    expect(await reaped(engine)).toBe(end);
  });

  it("is alone: nothing of ours stays beside it", async () => {
    const { engine, standIn } = await detach(["sleep", "1000"]);
    const environment = readFileSync(`/proc/${standIn}/status`, "utf8");
    expect(environment).toContain("TracerPid:\t0\n");
    process.kill(standIn, "SIGKILL");
    expect(await reaped(engine)).toBe("signaled 9");
  });

  it.each([
    ["without a terminal", {}],
    ["with a terminal", { terminal: { width: 34, height: 12 } }],
  ])("is conmon's own, %s", async (_, options) => {
    const guest = { folder: joined.folder, sandbox: joined.container };
    const exec = startConmonExec(guest, ["sh", "-c", "echo ready; sleep 0.5; exit 33"], options);
    await exec.logged("ready");
    const command = await exec.standIn();
    expect([processName(command), parentOf(command)]).toEqual(["sh", exec.pid]);
    expect(await exec.ended).toEqual({ exitCode: "33", lines: ["stdout F ready"], runtimeLog: "" });
  });

  it("has a pid file only if it could be started", async () => {
    const flags = ["--detach", "--pid-file", "pid-of-none"];
    const { status, stderr } = await joined.exec(["/nosuch"], { flags });
    expect([status, stderr]).toEqual([128, expect.stringContaining("no such file or directory")]);
    expect(existsSync(join(joined.folder, "pid-of-none"))).toBe(false);
  });

  it("is ended when its pid file cannot be written", async () => {
    const script = ["sh", "-c", "echo started; exec sleep 1000"];
    const outcome = await joined.exec(script, { flags: ["--detach", "--pid-file", "nowhere/pid"] });
    expect(outcome.status).toBe(128);
    const { stdout } = await joined.run(["ps", joined.container.id]);
    expect(stdout).not.toContain("sleep 1000\n");
  });
});

describe.each(ociRuntimes)("a command in a container of $label with a client", (runtime) => {
  const joined = useContainer({ runtime });

  /** The process id in a pid file, which is written once the command has started and so may come after its output. */
  const announced = (name: string) =>
    vi.waitFor(() => Number(readFileSync(join(joined.folder, name), "utf8")), patience);

  it("ends with a client that is killed, unless it is an orphan", async () => {
    const script = ["sh", "-c", "echo started; exec sleep 1000"];
    const client = joined.startExec(script, { flags: ["--pid-file", "pid"] });
    await client.printed("started");
    const command = await announced("pid");
    process.kill(client.pid, "SIGKILL");
    await expectGone(command);

    const orphan = joined.startExec(script, { flags: ["--pid-file", "orphan", "--orphan"] });
    await orphan.printed("started");
    const left = await announced("orphan");
    process.kill(orphan.pid, "SIGKILL");
    orphan.child.stdout?.destroy();
    await vi.waitFor(() => expect(processName(left)).toBe("sleep"), patience);
    process.kill(left, "SIGKILL");
    await expectGone(left);
  });

  it("has a terminal of the container's own, shown on the caller's (CVE-2025-52565)", async () => {
    const script = 'tty; stty size; ls -ln $(tty) | cut -c1-30; read line; echo "read $line"; exit 5';
    const words = joined.execWords(["sh", "-c", script], { flags: ["--tty", "--user", "1000"] });
    await using session = await startTerminalSession({ join: words }, { rows: 30, columns: 90 });
    const before = session.mode();
    session.type("join\n");
    await session.seen("/dev/pts/0\r\n30 90\r\n");
    await session.seen("1000");
    session.type("typed\n");
    await session.seen("read typed\r\n");
    expect(await session.prompt()).toMatchObject({ status: 5 });
    expect(session.mode()).toBe(before);
  });

  it("is interrupted by the keys of its terminal", async () => {
    const words = joined.execWords(["sh", "-c", "echo ready; sleep 1000"], { flags: ["--tty"] });
    await using session = await startTerminalSession({ join: words });
    session.type("join\n");
    await session.seen("ready\r\n");
    session.type("\u0003");
    expect(await session.prompt()).toMatchObject({ status: 130 });
  });
});

describe("a container of runc", () => {
  const joined = useContainer({ runtime: "runc" });

  it("that is paused takes no command, unless it may wait", async () => {
    const { container } = joined;
    await container.run(["pause", container.id]);
    try {
      const refused = await joined.exec(["true"]);
      expect([refused.status, refused.stderr]).toEqual([128, expect.stringContaining("in state paused")]);
      const waiting = joined.startExec(["sh", "-c", "exit 3"], { flags: ["--ignore-paused"] });
      expect(JSON.parse((await joined.run(["state", container.id])).stdout).status).toBe("paused");
      await container.run(["resume", container.id]);
      expect((await waiting.ended).status).toBe(3);
    } finally {
      await container.run(["resume", container.id]);
    }
  });

  it("runs a command in a cgroup below its own", async () => {
    const own = /^\d+:pids:(.*)$/m.exec(readFileSync(`/proc/${joined.container.pid}/cgroup`, "utf8"))?.[1];
    if (own === undefined) return;
    const folder = `/sys/fs/cgroup/pids${own}/below`;
    mkdirSync(folder);
    const { stdout } = await joined.exec(["cat", "/proc/self/cgroup"], { flags: ["--cgroup", "pids:below"] });
    expect(stdout).toContain(`pids:${own}/below\n`);
    rmdirSync(folder);
    const refused = await joined.exec(["true"], { flags: ["--cgroup", "../other"] });
    expect(refused.stderr).toContain("../other is not a sub cgroup path");
  });

  it("is signalled, and is stopped afterwards", async () => {
    const { id } = joined.container;
    expect((await joined.run(["kill", id, "KILL"])).status).toBe(0);
    await vi.waitFor(async () => {
      expect(JSON.parse((await joined.run(["state", id])).stdout).status).toBe("stopped");
    }, patience);
    const { status, stderr } = await joined.exec(["true"]);
    expect([status, stderr]).toEqual([128, expect.stringContaining("in state stopped")]);
  });
});

it("a created container takes a command before its start", async () => {
  await using created = await startContainer({ runtime: "runc", created: true });
  const words = [...sallyport, "--root", created.root, "exec", created.id, "sh", "-c", "exit 4"];
  expect((await startProgram(words).ended).status).toBe(4);
});
