import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { expectIdle, expectLeft } from "./support/expect-idle.ts";
import { reaped, useEngine } from "./support/engine.ts";
import { childrenOf, processName } from "./support/host-processes.ts";
import { runLogged } from "./support/refusals.ts";
import { releases } from "./support/releases.ts";
import { stopProcess } from "./support/stop-process.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const patience = { timeout: 30_000, interval: 20 };
const quiet = "exec > /dev/null 2>&1 < /dev/null;";

describe.each(releases)("a detached exec on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const detach = useEngine(guest);
  const at = (name: string) => join(guest.folder, name);

  it.each([0, 7, 128, 255])("ends for its engine as the command does: %i", async (code) => {
    const { engine } = await detach(["sh", "-c", `sleep 0.2; exit ${code}`]);
    expect(await reaped(engine)).toBe(`exited ${code}`);
  });

  it("ends for its engine with 128 + n when a signal ended the command", async () => {
    const { engine } = await detach(["sh", "-c", "kill -KILL $$"]);
    expect(await reaped(engine)).toBe("exited 137");
  });

  it.each([
    ["TERM", 15],
    ["INT", 2],
    ["HUP", 1],
    ["USR1", 10],
  ])("takes SIG%s to the command", async (name, number) => {
    const { engine, standIn } = await detach(["sleep", "1000"]);
    process.kill(standIn, `SIG${name}`);
    expect(await reaped(engine)).toBe(`exited ${128 + number}`);
    await expectIdle(guest);
  });

  it("lets the command handle a signal", async () => {
    const script = "trap 'echo caught; exit 9' TERM; echo ready; while :; do read line; done";
    const { engine, standIn } = await detach(["sh", "-c", script]);
    await engine.printed("ready");
    process.kill(standIn, "SIGTERM");
    expect(await reaped(engine)).toBe("exited 9");
    expect((await engine.ended).stdout).toContain("caught");
  });

  it("takes its command with it when its stand-in is killed", async () => {
    const { engine, standIn } = await detach(["sleep", "1000"]);
    process.kill(standIn, "SIGKILL");
    expect(await reaped(engine)).toBe("signaled 9");
    await expectIdle(guest);
  });

  it("leaves its command when its stand-in is killed, where --orphan asks for it", async () => {
    const { engine, standIn } = await detach(["sleep", "1000"], ["--orphan"]);
    process.kill(standIn, "SIGKILL");
    await engine.printed("command signaled 9\n");
    await expectLeft(guest, "sleep");
  });

  it("needs no pid file, and leaves every argument to the command", async () => {
    const words = ["echo", "detach", "--detach", "nodetach", "exec", "--pid-file=x"];
    const outcome = await guest.exec(words, { flags: ["--detach"] });
    expect(outcome).toEqual({ status: 0, signal: null, stdout: `${words.slice(1).join(" ")}\n`, stderr: "" });
  });

  it.each([["-d"], ["-detach"], ["--detach=true"]])("may be asked for by %s", async (flag) => {
    const client = guest.startExec(["sh", "-c", `${quiet} exec sleep 1000`], {
      flags: [flag, "--pid-file", "pid"],
    });
    expect((await client.ended).status).toBe(0);
    const standIn = Number(readFileSync(at("pid"), "utf8"));
    expect(processName(standIn)).toBe("sallyport-wait");
    process.kill(standIn, "SIGTERM");
    await expectIdle(guest);
  });

  it("is over for its caller's pipes when the command has closed them", async () => {
    const { status, stdout } = await guest.shell(
      '"$@" | cat',
      ["sh", "-c", `echo said; ${quiet} exec sleep 1000`],
      {
        flags: ["--detach", "--pid-file", at("pid")],
      },
    );
    expect([status, stdout]).toEqual([0, "said\n"]);
    process.kill(Number(readFileSync(at("pid"), "utf8")), "SIGTERM");
    await expectIdle(guest);
  });

  it("has read its process file, which may go at once", async () => {
    const spec = {
      args: ["sh", "-c", "sleep 0.2; exit 6"],
      cwd: "/",
      env: ["PATH=/bin"],
      user: { uid: 0, gid: 0 },
    };
    writeFileSync(at("process.json"), JSON.stringify(spec));
    const { engine } = await detach([], ["--process", at("process.json")]);
    rmSync(at("process.json"));
    expect(await reaped(engine)).toBe("exited 6");
  });

  it("tells of both processes before it returns: the internal pid file first", async () => {
    const { engine, standIn } = await detach(["sleep", "1000"], ["--internal-pid-file", at("internal")]);
    const [running] = await guest.processes();
    expect(readFileSync(at("internal"), "utf8")).toBe(`${running?.pid}`);
    process.kill(standIn, "SIGTERM");
    expect(await reaped(engine)).toBe("exited 143");
  });

  it("that cannot start says why, and leaves nothing behind", async () => {
    rmSync(at("pid"), { force: true });
    const args = ["exec", "--detach", "--pid-file", "pid", guest.sandbox.id, "nosuchbinary"];
    const { status, stderr, log } = await runLogged(guest, args);
    expect(status).toBe(128);
    expect(stderr).toContain('error finding executable "nosuchbinary" in PATH');
    expect(JSON.parse(log)).toMatchObject({ level: "error", msg: stderr.split("\n")[0] });
    expect(existsSync(at("pid"))).toBe(false);
    await expectIdle(guest);
  });

  it("whose pid file cannot be written is ended", async () => {
    const { status } = await guest.exec(["sleep", "1000"], {
      flags: ["--detach", "--pid-file", "nowhere/pid"],
    });
    expect(status).toBe(128);
    await expectIdle(guest);
  });

  it("that does not start in time is told, and killed when it starts after all", async () => {
    try {
      await stopProcess(guest.sandbox.pid);
      const flags = ["--detach", "--detach-timeout", "300ms", "--pid-file", "late"];
      const outcome = await guest.exec(["sleep", "1000"], { flags });
      expect(outcome.status).toBe(128);
      expect(outcome.stderr).toContain("did not tell its state in 300 ms");
      expect(existsSync(at("late"))).toBe(false);
    } finally {
      process.kill(guest.sandbox.pid, "SIGCONT");
    }
    await expectIdle(guest);
  });

  it("into a file goes on behind what is there, after the client has returned", async () => {
    writeFileSync(at("out"), "before\n");
    const script = `echo first; sleep 0.5; echo second`;
    const { status } = await guest.shell('"$@" >> out < /dev/null', ["sh", "-c", script], {
      flags: ["--detach", "--pid-file", "pid"],
    });
    expect(status).toBe(0);
    await vi.waitFor(() => expect(readFileSync(at("out"), "utf8")).toBe("before\nfirst\nsecond\n"), patience);
  });

  it("reads the rest of a file, after the client has returned", async () => {
    writeFileSync(at("in"), "one\ntwo\n");
    const script = `read line; sleep 0.5; cat; echo "after $line"`;
    await guest.shell('(read first; "$@" > copy) < in', ["sh", "-c", script], { flags: ["--detach"] });
    await vi.waitFor(() => expect(readFileSync(at("copy"), "utf8")).toBe("after two\n"), patience);
  });

  it("leaves no process of ours once the command has ended", async () => {
    const { engine, standIn } = await detach(["true"]);
    const beside = childrenOf(engine.pid);
    expect(await reaped(engine)).toBe("exited 0");
    await vi.waitFor(
      () => expect([standIn, ...beside].filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]),
      patience,
    );
  });
});
