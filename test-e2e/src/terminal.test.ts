import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repetitions } from "./support/program.ts";
import { expectIdle, expectLeft } from "./support/expect-idle.ts";
import { releases } from "./support/releases.ts";
import { startTerminalSession } from "./support/terminal-session.ts";
import { useSandbox } from "./support/use-sandbox.ts";

describe.each(releases)("at a terminal, exec on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const session = (flags: readonly string[] = []) =>
    startTerminalSession({ run: guest.execWords([], { flags }) });

  it("gives the command a terminal, and ours back as it was", async () => {
    await using terminal = await session();
    const mode = terminal.mode();
    terminal.type(
      `run sh -c 'test -t 0 -a -t 1 -a -t 2; echo "all=$?"; read line; echo "got=$line"; exit 9'\n`,
    );
    await terminal.seen("all=0");
    expect(terminal.mode()).not.toBe(mode);
    terminal.type("hello\n");
    await terminal.seen("got=hello\r\n");
    expect((await terminal.prompt()).status).toBe(9);
    expect(terminal.mode()).toBe(mode);
  });

  it.each<[string, readonly string[], string]>([
    ["--tty=false", ["--tty=false"], ""],
    ["another stdin", [], "< /dev/null"],
    ["another stdout", [], "| cat"],
    ["another stderr", [], "2> /dev/null"],
  ])("gives it none for %s", async (_, flags, redirection) => {
    await using terminal = await session(flags);
    const mode = terminal.mode();
    terminal.type(`run sh -c 'test -t 0 -a -t 1 -a -t 2; echo all=$?' ${redirection}\n`);
    await terminal.seen("all=1\r\n");
    expect((await terminal.prompt()).status).toBe(0);
    expect(terminal.mode()).toBe(mode);
  });

  it.each([
    ["ctrl-c", "\u0003", 130],
    ["ctrl-\\", "\u001c", 131],
  ])("makes a signal of %s", async (_, key, status) => {
    await using terminal = await session();
    const mode = terminal.mode();
    terminal.type("run sh -c 'echo ready; exec cat'\n");
    await terminal.seen("ready\r\n");
    // Only an answer says that it is cat: the shell that becomes it ignores SIGQUIT.
    terminal.type("hello\n");
    await terminal.seen("hello\r\nhello\r\n");
    terminal.type(key);
    expect((await terminal.prompt()).status).toBe(status);
    expect(terminal.mode()).toBe(mode);
    await expectIdle(guest);
  });

  it("leaves job control to the shell in the container", async () => {
    await using terminal = await session();
    terminal.type("run sh -i\n");
    await terminal.seen("# ");
    // A builtin waits: of a stop in the middle of an execve, gVisor loses about half.
    terminal.type("sh -c 'echo begun; while read line; do echo got $line; done'\n");
    await terminal.seen("begun\r\n");
    terminal.type("\u001a");
    await terminal.seen("Stopped");
    await terminal.seen("# ");
    terminal.type("echo between; fg\n");
    await terminal.seen("between\r\n");
    await terminal.seen('done"\r\n');
    // The shell tells of the job before it gives it the terminal: only an answer says that it has it.
    terminal.type("again\n");
    await terminal.seen("got again\r\n");
    terminal.type("\u0003");
    await terminal.seen("# ");
    terminal.type("exit 5\n");
    expect((await terminal.prompt()).status).toBe(5);
    await expectIdle(guest);
  });

  it("has the size of ours, from the start and as it changes", async () => {
    await using terminal = await startTerminalSession(
      { run: guest.execWords([]) },
      { rows: 31, columns: 97 },
    );
    // An stty that outlived its shell would stay: nobody in the sandbox reaps it.
    const script = 'stty size; trap "stty size; echo resized" WINCH; echo ready; while :; do read line; done';
    terminal.type(`run sh -c '${script}'\n`);
    await terminal.seen("31 97\r\nready\r\n");
    terminal.resize({ rows: 50, columns: 132 });
    await terminal.seen("50 132\r\nresized\r\n");
    terminal.resize({ rows: 10, columns: 20 });
    await terminal.seen("10 20\r\nresized\r\n");
  });

  it("has the size that a process file says", async () => {
    const process = {
      args: ["stty", "size"],
      cwd: "/",
      env: ["PATH=/bin"],
      terminal: true,
      consoleSize: { height: 12, width: 34 },
      user: { uid: 0, gid: 0 },
    };
    writeFileSync(join(guest.folder, "sized.json"), JSON.stringify(process));
    await using terminal = await session(["--process", join(guest.folder, "sized.json")]);
    terminal.type("run\n");
    await terminal.seen("12 34\r\n");
    expect((await terminal.prompt()).status).toBe(0);
  });

  it("shows a full-screen program, and what was there before afterwards", async () => {
    await using terminal = await session();
    const mode = terminal.mode();
    terminal.type("run vi /tmp/edited\n");
    await terminal.seen("~");
    terminal.type("ione line\u001b");
    await terminal.seen("one line");
    terminal.type(":wq\r");
    expect((await terminal.prompt()).status).toBe(0);
    expect(terminal.mode()).toBe(mode);
    expect((await guest.exec(["cat", "/tmp/edited"])).stdout).toBe("one line\n");
  });

  it("leaves the command running at the detach keys", async () => {
    await using terminal = await session();
    const mode = terminal.mode();
    terminal.type("run sh -c 'echo ready; exec sleep 1000'\n");
    await terminal.seen("ready\r\n");
    terminal.type("\u0010\u0011");
    expect((await terminal.prompt()).status).toBe(0);
    expect(terminal.mode()).toBe(mode);
    await expectLeft(guest, "sleep");
  });

  it("takes other detach keys, or none", async () => {
    await using terminal = await startTerminalSession({
      other: guest.execWords([], { flags: ["--detach-keys", "ctrl-a,d"] }),
      none: guest.execWords([], { flags: ["--detach-keys="] }),
    });
    terminal.type(`none sh -c "stty raw -echo; echo re""ady; dd bs=1 count=2 2>&- | od -An -tx1"\n`);
    await terminal.seen("ready");
    terminal.type("\u0010\u0011");
    await terminal.seen("10 11");
    await terminal.prompt();
    terminal.type("other sh -c 'echo ready; exec sleep 1000'\n");
    await terminal.seen("ready\r\n");
    terminal.type("\u0001d");
    expect((await terminal.prompt()).status).toBe(0);
    for (const { pid } of await guest.processes())
      await guest.run(["kill", "--pid", `${pid}`, guest.sandbox.id, "KILL"]);
  });

  it.each([
    ["in a pipe", "run spew 1048576 3 | cat"],
    ["in a file", "run spew 1048576 3 > out < /dev/null; cat out"],
    ["in its terminal", "run sh -c 'stty -opost; exec spew 1048576 3'"],
  ])(
    `has all output %s before it ends: 1 MiB, ${repetitions} times`,
    { timeout: 300_000 },
    async (_, command) => {
      await using terminal = await session();
      terminal.type(`stty -echo -opost; cd ${guest.folder}\n`);
      await terminal.prompt();
      for (let round = 1; round <= repetitions; round += 1) {
        terminal.type(`${command}\n`);
        const { output } = await terminal.prompt();
        expect([round, output.length, output.startsWith("0123456789ABCDEF")]).toEqual([
          round,
          1_048_576,
          true,
        ]);
      }
    },
  );
});
