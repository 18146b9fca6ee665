import { execFileSync } from "node:child_process";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { runCli } from "../../test/run-cli.ts";
import { root, stateFile } from "../../test/sandbox.ts";
import { commandCatalogue } from "../command-catalogue.ts";
import { completionScripts } from "./scripts.ts";

async function complete(...line: string[]): Promise<string[]> {
  const argv = ["sallyport", "--root", root, "completion", "words", ...line];
  const host = createFakeHost({ argv, files: { ...stateFile("web"), ...stateFile("db") } });
  const { exitStatus, stdout, stderr } = await runCli(host);
  expect([exitStatus, stderr]).toEqual([0, ""]);
  return stdout.split("\n").slice(0, -1);
}

describe("the words that a shell is given", () => {
  it.each<[string[], string[]]>([
    [
      ["exec", ""],
      ["db", "web"],
    ],
    [
      ["exec", "--env", "A=b", "-t", "w"],
      ["db", "web"],
    ],
    [["exec", "web", ""], []],
    [["exec", "--cwd", ""], []],
    [["exec", "--process", ""], [":files"]],
    [["exec", "-p", ""], [":files"]],
    [["exec", "--report=x"], [":files"]],
    [["--root", ""], [":directories"]],
    [["do", "--", "cat", ""], [":files"]],
    [
      ["--transport", ""],
      ["socket", "ptrace-host"],
    ],
    [
      ["--dialect", ""],
      ["runsc", "runc", "crun"],
    ],
    [["--log-format=j"], ["--log-format=text", "--log-format=json"]],
    [
      ["--platform", ""],
      ["systrap", "kvm", "ptrace"],
    ],
    [["exec", "--supervise="], ["none", "tree", "audit", "enforce"].map((level) => `--supervise=${level}`)],
    [
      ["install", "--engine", ""],
      ["podman", "containerd", "docker"],
    ],
    [
      ["conform", "--container", ""],
      ["db", "web"],
    ],
    [
      ["completion", ""],
      ["bash", "zsh", "fish"],
    ],
    [["completion", "bash", ""], []],
    [
      ["--log=x", "kill", ""],
      ["db", "web"],
    ],
    [["list", ""], []],
    [["nosuch", ""], []],
    [["constructor", ""], []],
  ])("%j are %j", async (line, expected) => {
    expect(await complete(...line)).toEqual(expected);
  });

  it.each([[[""]], [["--debug", "ex"]], [["help", ""]]])("%j are the commands", async (line) => {
    expect(await complete(...line)).toEqual([...Object.keys(commandCatalogue), "help"]);
  });

  it("are signals behind the container of kill, and capabilities behind --cap", async () => {
    expect(await complete("kill", "web", "")).toEqual(expect.arrayContaining(["SIGHUP", "SIGSYS"]));
    expect(await complete("exec", "--cap", "")).toEqual(expect.arrayContaining(["CAP_CHOWN", "CAP_BPF"]));
  });

  it("are flags behind a dash", async () => {
    expect(await complete("exec", "-")).toEqual(expect.arrayContaining(["--cwd", "--preserve-fds"]));
    expect(await complete("-")).toEqual(expect.arrayContaining(["--dialect", "--platform"]));
  });
});

describe("the script for a shell", () => {
  it.each(Object.keys(completionScripts))("is printed for %s", async (shell) => {
    const { stdout } = await runCli(createFakeHost({ argv: ["sallyport", "completion", shell] }));
    expect(stdout).toBe(completionScripts[shell]);
  });

  it("is one that bash takes, and completes by", () => {
    const fake = `sallyport() { printf '%s\\n' "web" "db 1" "$*"; }`;
    const line = `COMP_LINE='sallyport exec w'; COMP_WORDS=($COMP_LINE); COMP_CWORD=2`;
    const ask = `${line}; _sallyport; printf '<%s>' "\${COMPREPLY[@]}"`;
    const shown = execFileSync("bash", ["-c", `${completionScripts["bash"]}\n${fake}\n${ask}`]);
    expect(shown.toString()).toBe("<web>");
  });

  it("is asked for by the name of a shell", async () => {
    const { exitStatus, stderr } = await runCli(createFakeHost({ argv: ["sallyport", "completion", "csh"] }));
    expect([exitStatus, stderr]).toEqual([128, "a shell is required: bash, zsh or fish\n"]);
  });
});
