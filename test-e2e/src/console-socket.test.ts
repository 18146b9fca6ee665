import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ConsoleReceiver, leaveSocket, listenForConsole } from "./support/console-receiver.ts";
import { reaped, useEngine } from "./support/engine.ts";
import { expectIdle } from "./support/expect-idle.ts";
import { expectRefusal } from "./support/refusals.ts";
import { releases } from "./support/releases.ts";
import { startTerminalSession } from "./support/terminal-session.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const sleeper = ["sh", "-c", "echo ready; exec sleep 1000"];
/** A socket address has room for 108 bytes. */
const longName = join("d".repeat(100), "e".repeat(60), "socket");

describe.each(releases)("a console socket on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const detach = useEngine(guest);
  const at = (name: string) => join(guest.folder, name);
  const listen = (name = "socket"): ConsoleReceiver => {
    mkdirSync(join(at(name), ".."), { recursive: true });
    return listenForConsole(guest.folder, name);
  };

  it.each([
    ["its path is short", "socket"],
    ["its path is longer than a socket address", longName],
  ])("gets the master of a detached command's terminal, which ends as it does, when %s", async (_, name) => {
    using receiver = listen(name);
    const script = 'test -t 0 -a -t 1 -a -t 2 && read line && echo "got=$line"; exit 5';
    const [{ engine }, terminal] = await Promise.all([
      detach(["sh", "-c", script], ["--console-socket", receiver.path]),
      receiver.received(),
    ]);
    terminal.type("hello\n");
    await terminal.seen("got=hello\r\n");
    expect(await reaped(engine)).toBe("exited 5");
  });

  it("gets a terminal of the size that the process file says", async () => {
    using receiver = listen();
    const process = {
      args: [
        "sh",
        "-c",
        "stty size; trap 'stty size; exit 3' WINCH; echo ready; while :; do sleep 0.1; done",
      ],
      cwd: "/",
      env: ["PATH=/bin"],
      terminal: true,
      consoleSize: { height: 31, width: 97 },
      user: { uid: 0, gid: 0 },
    };
    writeFileSync(at("sized.json"), JSON.stringify(process));
    const [{ engine }, terminal] = await Promise.all([
      detach([], ["--process", at("sized.json"), "--console-socket", receiver.path]),
      receiver.received(),
    ]);
    await terminal.seen("31 97\r\nready\r\n");
    terminal.resize(50, 132);
    await terminal.seen("50 132\r\n");
    expect(await reaped(engine)).toBe("exited 3");
  });

  it.each([
    ["ctrl-c", "\u0003", 130],
    ["ctrl-\\", "\u001c", 131],
  ])("takes %s to a detached command", async (_, key, status) => {
    using receiver = listen();
    const [{ engine }, terminal] = await Promise.all([
      detach(["cat"], ["--console-socket", receiver.path]),
      receiver.received(),
    ]);
    terminal.type("hello\n");
    await terminal.seen("hello\r\nhello\r\n");
    terminal.type(key);
    expect(await reaped(engine)).toBe(`exited ${status}`);
    await expectIdle(guest);
  });

  it("hangs the command up when its holder closes the master", async () => {
    using receiver = listen();
    const [{ engine }, terminal] = await Promise.all([
      detach(sleeper, ["--console-socket", receiver.path]),
      receiver.received(),
    ]);
    await terminal.seen("ready\r\n");
    terminal.hangUp();
    expect(await reaped(engine)).toBe("exited 129");
    await expectIdle(guest);
  });

  it("gets the master of a command that is waited for", async () => {
    using receiver = listen();
    const client = guest.startExec(sleeper, { flags: ["--console-socket", receiver.path] });
    const terminal = await receiver.received();
    await terminal.seen("ready\r\n");
    terminal.type("\u0003");
    expect(await client.ended).toEqual({ status: 130, signal: null, stdout: "", stderr: "" });
    await expectIdle(guest);
  });

  it("gets a terminal of the caller's size, where nothing else says one", async () => {
    using receiver = listen();
    const run = guest.execWords(["stty", "size"], { flags: ["--console-socket", receiver.path] });
    await using caller = await startTerminalSession({ run }, { rows: 33, columns: 44 });
    caller.type("run\n");
    await (await receiver.received()).seen("33 44\r\n");
    expect((await caller.prompt()).status).toBe(0);
  });

  it.each([
    ["is missing", () => undefined, "stat refused: no such file or directory"],
    [
      "is a file",
      (path: string) => writeFileSync(path, ""),
      'dialing socket "refused": connection refused: it is no socket',
    ],
    ["nobody listens at", leaveSocket, 'dialing socket "refused": connect to refused: connection refused'],
  ])("that %s is told, and nothing is started", async (_, prepare, reason) => {
    prepare(at("refused"));
    const message = `setting up console with socket "refused": ${reason}`;
    await Promise.all(
      [[], ["--detach", "--pid-file", "pid-of-nothing"]].map((flags) =>
        expectRefusal(guest, {
          args: ["exec", "--console-socket", "refused", ...flags, "{id}", "sleep", "1000"],
          message,
        }),
      ),
    );
    expect(existsSync(at("pid-of-nothing"))).toBe(false);
    expect(await guest.processes()).toEqual([]);
    rmSync(at("refused"), { force: true });
  });
});
