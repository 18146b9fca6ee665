import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { releases } from "./support/releases.ts";
import { runLogged } from "./support/refusals.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const message = 'loading sandbox: container "nosuch": file does not exist';
const record = /^\{"msg":"[^{}]*","level":"error","time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"\}$/;

describe.each(releases)("the error log on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const at = (name: string) => join(guest.folder, name);

  it("gets one object for one error: msg, level and time, and no line end", async () => {
    const { log } = await runLogged(guest, ["exec", "nosuch", "true"]);
    expect(log).toMatch(record);
    expect(JSON.parse(log).msg).toBe(message);
  });

  it("gets the next error behind the last", async () => {
    for (const word of ["one", "two"]) await guest.run(["--log", "both", "exec", word, "true"]);
    const [first = "", second = "", ...more] = readFileSync(at("both"), "utf8").split(/(?<=\})(?=\{)/);
    expect([first, second].map((text) => JSON.parse(text).msg)).toEqual([
      expect.stringContaining('"one"'),
      expect.stringContaining('"two"'),
    ]);
    expect(more).toEqual([]);
  });

  it("keeps what is in it", async () => {
    writeFileSync(at("kept"), "before\n");
    await guest.run(["--log", "kept", "exec", "nosuch", "true"]);
    expect(readFileSync(at("kept"), "utf8")).toMatch(/^before\n\{.*\}$/);
  });

  it.each<[string, string[], number]>([
    ["succeeds", ["true"], 0],
    ["fails", ["sh", "-c", "echo bad >&2; exit 1"], 1],
    ["ends with our own status", ["sh", "-c", "exit 128"], 128],
    ["dies", ["sh", "-c", "kill -9 $$"], 137],
  ])("is there and empty when the command %s", async (_, command, status) => {
    const outcome = await runLogged(guest, ["exec", guest.sandbox.id, ...command]);
    expect(outcome).toMatchObject({ status, log: "" });
  });

  it("has the mode that the umask leaves", async () => {
    await guest.shell('umask 027; "$@"', ["true"], { globals: ["--log", "masked"] });
    expect(statSync(at("masked")).mode & 0o7777).toBe(0o640);
  });

  it.each([
    ["/nonexistent/x", "no such file or directory"],
    ["/proc", "is a directory"],
    ["/dev/null/x", "not a directory"],
  ])("that cannot be %s is told before anything is done", async (path, reason) => {
    const command = ["exec", "--pid-file", "undone", guest.sandbox.id, "true"];
    const { status, stderr } = await guest.run(["--log", path, ...command]);
    expect(stderr).toContain(`error opening log file "${path}": open ${path}: ${reason}`);
    expect(status).toBe(128);
    expect(existsSync(at("undone"))).toBe(false);
  });

  it("can be an open descriptor", async () => {
    const log = openSync(at("descriptor"), "a");
    const args = ["--log-fd", "3", "exec", "nosuch", "true"];
    expect((await guest.run(args, { descriptors: [log] })).status).toBe(128);
    closeSync(log);
    expect(JSON.parse(readFileSync(at("descriptor"), "utf8")).msg).toBe(message);
  });

  it.each(["3", "9", "77"])("cannot be descriptor %s, which is not open", async (fd) => {
    const { status, stderr } = await guest.run(["--log-fd", fd, "exec", guest.sandbox.id, "true"]);
    expect(stderr).toContain(`--log-fd ${fd}: bad file descriptor`);
    expect(status).toBe(128);
  });

  it("is not among the descriptors of the command", async () => {
    const log = openSync(at("secret"), "a");
    const outcome = await guest.exec(["ls", "/proc/self/fd"], {
      globals: ["--log-fd", "3"],
      descriptors: [log],
    });
    closeSync(log);
    // The last is the directory that ls has open.
    expect(outcome.stdout).toBe("0\n1\n2\n3\n");
  });
});
