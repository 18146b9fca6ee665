import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { expectIdle } from "./support/expect-idle.ts";
import type { ExecOptions, Guest } from "./support/guest.ts";
import { readReport } from "./support/read-report.ts";
import { releases } from "./support/releases.ts";
import { startTold } from "./support/start-told.ts";
import { stopProcess } from "./support/stop-process.ts";
import { startTerminalSession } from "./support/terminal-session.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const always = {
  schemaVersion: 1,
  startTime: expect.any(String),
  endTime: expect.any(String),
  durationMs: expect.any(Number),
};
const anyPid = expect.any(Number);

describe.each(releases)("the report of an exec on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const at = (name: string) => join(guest.folder, name);
  const { reportOf, written } = reporting(guest);

  it("tells how the command ended, and what passed through", async () => {
    const command = ["sh", "-c", "cat; echo oops >&2; exit 3"];
    expect(await reportOf(command, { input: "five\n" })).toEqual({
      ...always,
      container: guest.sandbox.id,
      pid: anyPid,
      argv: command,
      reason: "exited",
      exitCode: 3,
      bytes: { stdin: 5, stdout: 5, stderr: 5 },
    });
  });

  it("tells the signal that ended the command", async () => {
    const report = await reportOf(["sh", "-c", "kill -KILL $$"]);
    expect(report).toMatchObject({ reason: "signaled", exitCode: 137, signal: "SIGKILL" });
  });

  it("has the whole id of a container that was named by its beginning", async () => {
    const id = guest.sandbox.id.slice(0, -1);
    await guest.run(["exec", "--report", "report", id, "true"]);
    expect(written()).toMatchObject({ container: guest.sandbox.id, reason: "exited" });
  });

  it("has the arguments of a process file", async () => {
    const process = { args: ["sh", "-c", "exit 4"], cwd: "/", env: ["PATH=/bin"], user: { uid: 0, gid: 0 } };
    writeFileSync(at("process.json"), JSON.stringify(process));
    const report = await reportOf([], { flags: ["--process", "process.json"] });
    expect(report).toMatchObject({ argv: process.args, exitCode: 4 });
  });

  it("counts no bytes of pipes, which are the command's own", async () => {
    await guest.shell('cat /dev/zero | head -c 1000 | "$@" 2>&1 | cat', ["wc", "-c"], {
      flags: ["--report", "report"],
    });
    expect(written()).toMatchObject({ reason: "exited", bytes: {} });
  });

  it("counts the bytes of files", async () => {
    writeFileSync(at("in"), "x".repeat(300_000));
    const flags = ["--report", "report"];
    await guest.shell('"$@" < in > out 2>&1', ["sh", "-c", "cat; echo end >&2"], { flags });
    expect(written()).toMatchObject({ bytes: { stdin: 300_000, stdout: 300_004 } });
  });

  it("counts the bytes of a terminal", async () => {
    await using terminal = await startTerminalSession({
      run: guest.execWords([], { flags: ["--report", at("report")] }),
    });
    terminal.type("run sh -c 'stty -echo; echo ready; read line; echo $line'\n");
    await terminal.seen("ready\r\n");
    terminal.type("typed\n");
    await terminal.prompt();
    expect(written()).toMatchObject({ reason: "exited", bytes: { stdin: 6, stdout: 14 } });
  });

  it("goes to stderr, behind what the command wrote there", async () => {
    const { stderr } = await guest.exec(["sh", "-c", "echo of the command >&2"], {
      flags: ["--report", "-"],
    });
    const [first, ...rest] = stderr.split(/(?<=\n)/);
    expect(first).toBe("of the command\n");
    expect(readReport(rest.join(""))).toMatchObject({ reason: "exited" });
  });

  it("of a detached command has who stands for it", async () => {
    const quiet = "exec > /dev/null 2>&1 < /dev/null; exec sleep 1000";
    const report = await reportOf(["sh", "-c", quiet], { flags: ["--detach", "--pid-file", "pid"] });
    const standIn = Number(readFileSync(at("pid"), "utf8"));
    expect(report).toMatchObject({ reason: "detached", standIn, pid: anyPid });
    expect(report).not.toHaveProperty("exitCode");
    process.kill(standIn, "SIGTERM");
    await expectIdle(guest);
  });

  it.each<[string, readonly string[], Record<string, unknown>]>([
    ["not-found", ["nosuch", "true"], { code: "SALLYPORT_NOT_FOUND", container: "nosuch", argv: ["true"] }],
    ["start-failed", ["{id}", "nosuchbinary"], { code: "SALLYPORT_START_FAILED", argv: ["nosuchbinary"] }],
    ["usage", ["{id}"], { code: "SALLYPORT_USAGE" }],
    [
      "system",
      ["--pid-file", "/nowhere/pid", "{id}", "sleep", "9"],
      { code: "SALLYPORT_SYSTEM_CALL", pid: anyPid },
    ],
  ])("tells a failure of ours: %s", async (reason, words, { code, ...more }) => {
    const args = ["exec", "--report", "report", ...words].map((word) =>
      word.replace("{id}", guest.sandbox.id),
    );
    const { status, stderr } = await guest.run(args);
    expect(status).toBe(128);
    const report = written();
    expect(report).toMatchObject({ reason, error: { code, message: stderr.split("\n")[0] }, ...more });
    expect(report).not.toHaveProperty("exitCode");
    expect("pid" in report).toBe("pid" in more);
  });

  it("tells of a user who gave up", async () => {
    const command = ["sh", "-c", "echo ready; exec sleep 1000"];
    const client = await startTold(guest, command, { flags: ["--report", "report"], inputStaysOpen: true });
    await client.printed("ready");
    try {
      await stopProcess(guest.sandbox.pid);
      client.child.kill("SIGINT");
      // Two at once would be one. A third could meet a client that is ending already.
      setTimeout(() => client.child.kill("SIGINT"), 500);
      expect((await client.ended).status).toBe(130);
    } finally {
      process.kill(guest.sandbox.pid, "SIGCONT");
    }
    expect(written()).toMatchObject({
      reason: "interrupted",
      pid: anyPid,
      error: { code: "SALLYPORT_INTERRUPTED" },
    });
    await expectIdle(guest);
  });

  it("that cannot be written is an error, unless there is another", async () => {
    const flags = ["--report", "/nowhere/report"];
    const unwritten = await guest.exec(["true"], { flags });
    expect([unwritten.status, unwritten.stderr]).toEqual([128, expect.stringMatching(/^writing report: /)]);
    const refused = await guest.exec(["nosuchbinary"], { flags });
    expect([refused.status, refused.stderr]).toEqual([128, expect.stringContaining("nosuchbinary")]);
  });
});

function reporting(guest: Guest) {
  /** The report, once: what is read has gone. */
  const written = (): Record<string, unknown> => {
    const file = join(guest.folder, "report");
    const text = readFileSync(file, "utf8");
    rmSync(file);
    return readReport(text);
  };

  const reportOf = async (command: readonly string[], options: ExecOptions = {}) => {
    await guest.exec(command, { ...options, flags: ["--report", "report", ...(options.flags ?? [])] });
    return written();
  };
  return { written, reportOf };
}
