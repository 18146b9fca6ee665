import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { type Program, startScriptedSandbox } from "../test/scripted-sandbox.ts";
import type { PtyExit, PtyOptions } from "./index.ts";

const untilSignal: Program = async (guest) => ({
  kind: "signaled",
  signal: await guest.signal(),
  coreDumped: false,
});

const echo: Program = async (guest) => guest.write(1, await guest.read());

const greet: Program = async (guest) => guest.write(1, "ä\n");

async function start(program: Program, options: PtyOptions = {}) {
  const sandbox = await startScriptedSandbox(program);
  return { ...sandbox, pty: await sandbox.box.pty(["sh"], options) };
}

describe("a pty", () => {
  it("gives what the command writes, and then its end", async () => {
    const { pty } = await start(greet);
    const events: unknown[] = [];
    pty.onData((data) => events.push(data));
    await new Promise<void>((resolve) => {
      pty.onExit((exit) => {
        events.push(exit);
        resolve();
      });
    });
    expect(events).toEqual(["ä\r\n", { exitCode: 0 }]);
  });

  it("gives bytes without an encoding", async () => {
    const { pty } = await start(greet, { encoding: null });
    const data = await new Promise((resolve) => void pty.onData(resolve));
    expect(data).toEqual(Buffer.from("ä\r\n"));
  });

  it("keeps what was written before anybody listened", async () => {
    const { pty } = await start(greet);
    await pty.exit;
    expect(await new Promise((resolve) => void pty.onData(resolve))).toBe("ä\r\n");
  });

  it("holds its end back while it is paused", async () => {
    const { pty } = await start(greet);
    const events: string[] = [];
    pty.pause();
    pty.onData((data) => events.push(data));
    const ended = new Promise<void>((resolve) => {
      pty.onExit(() => {
        events.push("end");
        resolve();
      });
    });
    await pty.exit;
    expect(events).toEqual([]);
    pty.resume();
    await ended;
    expect(events).toEqual(["ä\r\n", "end"]);
  });

  it("tells nothing to those who listen no more", async () => {
    const { pty } = await start(greet);
    const events: unknown[] = [];
    pty.onData((data) => events.push(data)).dispose();
    pty.onExit((exit) => events.push(exit)).dispose();
    await new Promise<PtyExit>((resolve) => void pty.onExit(resolve));
    expect(events).toEqual([]);
  });

  it("names the kind of terminal, unless the environment does", async () => {
    const seen: unknown[] = [];
    const record: Program = async (guest) => void seen.push(guest.request["envv"]);
    await (
      await start(record)
    ).pty.exit;
    await (
      await start(record, { name: "vt100" })
    ).pty.exit;
    await (
      await start(record, { env: { TERM: "dumb" } })
    ).pty.exit;
    expect(seen).toEqual(["xterm-256color", "vt100", "dumb"].map((term) => ["PATH=/bin", `TERM=${term}`]));
  });

  it("has a size, and signals the foreground of another one", async () => {
    const { pty, requests } = await start(untilSignal, { cols: 100, rows: 30 });
    expect([pty.cols, pty.rows]).toEqual([100, 30]);
    pty.resize(50, 20);
    expect([pty.cols, pty.rows]).toEqual([50, 20]);
    expect(await pty.exit).toMatchObject({ signal: "SIGWINCH" });
    expect(requests.find(({ method }) => method === "containerManager.Signal")?.arg).toMatchObject({
      Mode: 2,
    });
  });

  it("makes signals of typed keys", async () => {
    const { pty } = await start(untilSignal);
    pty.write("\u0003");
    expect(await pty.exit).toMatchObject({ signal: "SIGINT" });
  });

  it("makes signals of keys that are typed before the command runs", async () => {
    const { box } = await startScriptedSandbox(untilSignal);
    const stdin = Buffer.from("typed ahead\u0003");
    expect(await box.run(["sh"], { tty: true, stdin, reject: false })).toMatchObject({ signal: "SIGINT" });
  });

  it("says so when a signal does not reach the command, which goes on", async () => {
    const refusing = { "containerManager.Signal": { err: "not today" } };
    const { box } = await startScriptedSandbox(echo, refusing);
    const command = await box.exec(["cat"], { tty: true });
    const warned = once(process, "warning");
    command.stdin.write("\u0003");
    expect(String((await warned)[0])).toContain("the signal of a key did not reach the command");
    await expect(command.resize({ cols: 10, rows: 10 })).rejects.toThrow("not today");
    await expect(command.resize({ cols: 0, rows: 10 })).rejects.toThrow("the size (an object) must be");
    command.stdin.end();
    expect(await command.exit).toMatchObject({ code: 0 });
  });

  it("ends by the signal that it is sent", async () => {
    const { pty } = await start(untilSignal);
    const ended = new Promise<PtyExit>((resolve) => void pty.onExit(resolve));
    pty.kill();
    expect(await ended).toEqual({ exitCode: null, signal: 1 });
    expect(() => pty.kill("NONE")).toThrow('unknown signal "NONE"');
  });

  it("tells the loss of the sandbox in place of an end", async () => {
    const lost = { "containerManager.WaitPID": { fault: { kind: "close" } } } as const;
    const { box } = await startScriptedSandbox(greet, lost);
    const pty = await box.pty(["sh"]);
    const end = await new Promise<PtyExit>((resolve) => void pty.onExit(resolve));
    expect(end).toMatchObject({ exitCode: null, error: { code: "SALLYPORT_CONNECTION_LOST" } });
  });
});
