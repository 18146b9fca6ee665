import { readText } from "@sallyport/host";
import { createFakeHost, type FakeHostOptions } from "@sallyport/host/fake";
import { systemError } from "@sallyport/core";
import { describe, expect, it } from "vitest";
import { runCli } from "../test/run-cli.ts";
import { commandCatalogue } from "./command-catalogue.ts";

const commands = Object.keys(commandCatalogue);
const run = (args: readonly string[], options: FakeHostOptions = {}) =>
  runCli(createFakeHost({ argv: ["sallyport", ...args], ...options }));

/** What a paragraph of help says, however it is wrapped. */
const unwrapped = (text: string) => text.replaceAll(/\s+/g, " ");

describe("sallyport", () => {
  it.each([[["--help"]], [["-h"]], [["-help"]], [["help"]], [["--debug", "--help", "exec"]]])(
    "%j explains the program on stdout",
    async (args) => {
      const { exitStatus, stdout, stderr } = await run(args);
      expect(stdout).toMatch(/^Usage: sallyport \[global flags\] COMMAND \[flags\] \[arguments\]\n/);
      for (const name of commands) expect(stdout).toMatch(new RegExp(`^ {2}${name} {2,}\\w`, "m"));
      expect(stdout).toContain("--root <DIR>");
      expect({ exitStatus, stderr }).toEqual({ exitStatus: 0, stderr: "" });
    },
  );

  it("lets nobody look into it, whatever it is asked for", async () => {
    const host = createFakeHost({ argv: ["sallyport", "version"] });
    await runCli(host);
    expect(host.fake.dumpable).toBe(false);
  });

  it.each(commands)("explains %s, in the same way by both ways to ask", async (name) => {
    const [asked, flagged] = [await run(["help", name]), await run([name, "--help"])];
    expect(asked).toMatchObject({ exitStatus: 0, stderr: "" });
    expect(flagged).toEqual(asked);
    const command = await commandCatalogue[name]?.load();
    expect(asked.stdout).toMatch(new RegExp(`^Usage: sallyport ${name}( \\S.*)?\\n\\n`));
    expect(unwrapped(asked.stdout)).toContain(unwrapped(command?.description ?? "missing"));
    for (const flag of Object.values(command?.flags("newest").flags ?? {})) {
      expect(asked.stdout).toContain(`--${flag.name} `);
    }
  });

  it.each(commands)("wraps the help of %s at words, and leaves no line short", async (name) => {
    const { stdout } = await run(["help", name]);
    const [, description = ""] = stdout.split("\n\n");
    const lines = description.trimEnd().split("\n");
    const [last = "", ...others] = lines.toReversed();
    expect(last.length).toBeLessThanOrEqual(80);
    const nextWord = (index: number) => lines[index + 1]?.split(" ")[0] ?? "";
    for (const [index] of others.entries()) {
      const line = lines[index] ?? "";
      expect(line.length).toBeLessThanOrEqual(80);
      expect(`${line} ${nextWord(index)}`.length).toBeGreaterThan(80);
    }
  });

  it.each([[[]], [["--debug"]], [["--"]]])(
    "%j gives the help on stderr: a command is missing",
    async (args) => {
      const { exitStatus, stdout, stderr } = await run(args);
      expect(stderr).toMatch(/^Usage: sallyport /);
      expect({ exitStatus, stdout }).toEqual({ exitStatus: 128, stdout: "" });
    },
  );

  it.each([
    [["nosuch"], 'unknown command "nosuch"'],
    [["help", "nosuch"], 'unknown command "nosuch"'],
    [["constructor"], 'unknown command "constructor"'],
    [["__proto__"], 'unknown command "__proto__"'],
    [["--debug", "no", "exec"], 'unknown command "no"'],
    [["-"], 'unknown command "-"'],
    [[""], 'unknown command ""'],
  ])("%j names the commands that there are", async (args, message) => {
    const { exitStatus, stdout, stderr } = await run(args);
    expect(stderr).toBe(
      `${message}\nhint: commands are ${commands.join(", ")}; \`sallyport help\` explains them\n`,
    );
    expect({ exitStatus, stdout }).toEqual({ exitStatus: 128, stdout: "" });
  });

  it.each([
    [["--nosuchflag", "exec"], "flag provided but not defined: -nosuchflag\n"],
    [["--rot", "/x", "exec"], "flag provided but not defined: -rot\nhint: did you mean --root?\n"],
    [["--root"], "flag needs an argument: -root\n"],
    [["---root", "exec"], "bad flag syntax: ---root\n"],
    [["--rootless=auto", "exec"], 'invalid boolean value "auto" for -rootless: parse error\n'],
    [["--network", "bogus"], 'invalid value "bogus" for flag -network: invalid network type "bogus"\n'],
  ])("%j ends with 2: the fault is in front of the command", async (args, message) => {
    expect(await run(args)).toEqual({ exitStatus: 2, stdout: "", stderr: message });
  });

  it.each([
    [["exec", "--usr", "1"], "flag provided but not defined: -usr\nhint: did you mean --user?\n"],
    [["list", "--quite"], "flag provided but not defined: -quite\nhint: did you mean --quiet?\n"],
    [["kill", "--pid"], "flag needs an argument: -pid\n"],
    [["--platform", "bogus", "list"], "unknown platform: bogus\n"],
  ])("%j ends with 128: the fault is the command's", async (args, message) => {
    expect(await run(args)).toEqual({ exitStatus: 128, stdout: "", stderr: message });
  });

  it("shows what was typed in characters that do nothing to the terminal", async () => {
    const { stderr } = await run(["no\u001b[2J\u202e\nsuch"]);
    expect(stderr.split("\n")[0]).toBe(String.raw`unknown command "no\x1b[2J\u202e\nsuch"`);
  });

  it("writes an error to the log as well, and nothing when there is none", async () => {
    const host = createFakeHost({ argv: ["sallyport", "--log", "/tmp/log", "exec", "web"], now: 0 });
    expect((await runCli(host)).exitStatus).toBe(128);
    expect(readText(host, "/tmp/log")).toBe(
      '{"msg":"parsing process spec: both a container-id and command are required","level":"error","time":"1970-01-01T00:00:00.000Z"}',
    );
    const fine = createFakeHost({ argv: ["sallyport", "--log", "/tmp/log", "list"] });
    expect((await runCli(fine)).exitStatus).toBe(0);
    expect(readText(fine, "/tmp/log")).toBe("");
  });

  it("does nothing when the log cannot be written", async () => {
    expect(await run(["--log", "/nowhere/log", "version"])).toEqual({
      exitStatus: 128,
      stdout: "",
      stderr: 'error opening log file "/nowhere/log": open /nowhere/log: no such file or directory\n',
    });
  });

  it.each(["EPIPE", "EIO", "EBADF"] as const)(
    "succeeds when stdout fails with %s: nobody listens",
    async (errno) => {
      const { exitStatus, stderr } = await runWithStdoutFailing(errno);
      expect({ exitStatus, stderr }).toEqual({ exitStatus: 0, stderr: "" });
    },
  );

  it("fails when stdout takes no more", async () => {
    const { exitStatus, stderr } = await runWithStdoutFailing("ENOSPC");
    expect(stderr).toBe("write descriptor 1: no space left on device\n");
    expect(exitStatus).toBe(128);
  });

  it("gives the exit status also when stderr takes no more", async () => {
    const host = createFakeHost({ argv: ["sallyport", "nosuch"] });
    const { exitStatus } = await runCli(host, (full) => ({
      ...full,
      descriptors: {
        ...full.descriptors,
        write() {
          throw systemError("write", "descriptor 2", "ENOSPC");
        },
      },
    }));
    expect(exitStatus).toBe(128);
  });
});

function runWithStdoutFailing(errno: "EPIPE" | "EIO" | "EBADF" | "ENOSPC") {
  const host = createFakeHost({ argv: ["sallyport", "version"] });
  return runCli(host, (full) => ({
    ...full,
    descriptors: {
      ...full.descriptors,
      write(fd, bytes) {
        if (fd === 1) throw systemError("write", "descriptor 1", errno);
        return full.descriptors.write(fd, bytes);
      },
    },
  }));
}
