import { execFileSync } from "node:child_process";
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { expectIdle } from "./support/expect-idle.ts";
import { releases } from "./support/releases.ts";
import { expectRefusal } from "./support/refusals.ts";
import { useSandbox } from "./support/use-sandbox.ts";

describe.each(releases)("the pid files on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const at = (name: string) => join(guest.folder, name);

  it("have the client's number and the command's, without a line end", async () => {
    const flags = ["--pid-file", "pid", "--internal-pid-file", "internal-pid"];
    const client = guest.startExec(["sh", "-c", "echo ready; read line"], { flags, inputStaysOpen: true });
    await client.printed("ready");
    const running = await guest.processes();
    client.child.stdin?.end();
    await client.ended;
    expect(readFileSync(at("pid"), "utf8")).toBe(`${client.pid}`);
    expect(readFileSync(at("internal-pid"), "utf8")).toBe(`${running[0]?.pid}`);
    expect(running).toHaveLength(1);
  });

  it.each([
    ["022", 0o644],
    ["077", 0o600],
    ["000", 0o644],
  ])("have the mode that umask %s leaves", async (mask, mode) => {
    const flags = ["--pid-file", `pid-${mask}`, "--internal-pid-file", `internal-${mask}`];
    const { status } = await guest.shell(`umask ${mask}; "$@"`, ["true"], { flags });
    expect(status).toBe(0);
    expect(statSync(at(`pid-${mask}`)).mode & 0o7777).toBe(mode);
    expect(statSync(at(`internal-${mask}`)).mode & 0o7777).toBe(mode);
  });

  it("replace what is there, and leave nothing beside it", async () => {
    mkdirSync(at("crowded"));
    writeFileSync(at("crowded/pid"), "a long line that was there before\n");
    symlinkSync("pid", at("crowded/link"));
    const flags = ["--pid-file", "crowded/link", "--internal-pid-file", "crowded/pid"];
    expect((await guest.exec(["true"], { flags })).status).toBe(0);
    expect(readFileSync(at("crowded/pid"), "utf8")).toMatch(/^\d+$/);
    expect(readdirSync(at("crowded")).toSorted()).toEqual(["link", "pid"]);
  });

  it.each(["--pid-file", "--internal-pid-file"])("of %s may be a FIFO, which stays one", async (flag) => {
    const fifo = at(`fifo${flag}`);
    execFileSync("mkfifo", [fifo]);
    const reader = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      expect((await guest.exec(["true"], { flags: [flag, fifo] })).status).toBe(0);
      expect(readFileSync(reader, "utf8")).toMatch(/^\d+$/);
    } finally {
      closeSync(reader);
    }
    expect(statSync(fifo).isFIFO()).toBe(true);
  });

  it("may be a stream of ours", async () => {
    const { stdout } = await guest.shell('"$@" | cat', ["true"], { flags: ["--pid-file", "/dev/stdout"] });
    expect(stdout).toMatch(/^\d+$/);
  });

  it.each<[string, string, string]>([
    ["a folder is missing", "nowhere/pid", "no such file or directory"],
    ["a folder is none", "file/pid", "not a directory"],
    ["it is a folder", "folder", "is a directory"],
    ["there is no space", "/dev/full", "no space left on device"],
    ["nobody reads the FIFO", "idle-fifo", "no such device or address"],
    ["its name is too long", "x".repeat(300), "file name too long"],
  ])("end the command, when %s", async (_, path, reason) => {
    if (!existsSync(at("idle-fifo"))) {
      execFileSync("mkfifo", [at("idle-fifo")]);
      mkdirSync(at("folder"));
      writeFileSync(at("file"), "");
    }
    const before = readdirSync(guest.folder).filter((name) => !name.startsWith("log-"));
    for (const [flag, prefix] of [
      ["--pid-file", "writing pid file: "],
      ["--internal-pid-file", `writing internal pid file "${path}": `],
    ] as const) {
      const args = ["exec", flag, path, "{id}", "sleep", "1000"];
      await expectRefusal(guest, { args, message: prefix });
      await expectRefusal(guest, { args, message: reason });
    }
    await expectIdle(guest);
    expect(readdirSync(guest.folder).filter((name) => !name.startsWith("log-"))).toEqual(before);
  });

  it("are not written when the command does not start", async () => {
    const flags = ["--pid-file", "never", "--internal-pid-file", "never-internal"];
    expect((await guest.exec(["nosuchbinary"], { flags })).status).toBe(128);
    expect([existsSync(at("never")), existsSync(at("never-internal"))]).toEqual([false, false]);
  });

  it("are words of the command behind the container", async () => {
    const { stdout } = await guest.exec(["echo", "--pid-file", "untouched"]);
    expect(stdout).toBe("--pid-file untouched\n");
    expect(existsSync(at("untouched"))).toBe(false);
  });
});
