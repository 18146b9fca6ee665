import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("../bin/sallyport", import.meta.url));
const here = `linux-${process.arch}`;
const elsewhere = here === "linux-x64" ? "linux-arm64" : "linux-x64";

describe("the installed program", () => {
  let folder: string;
  /** `node_modules` of an installation. */
  let modules: string;
  let program: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sallyport-launcher-"));
    modules = join(folder, "a 'folder' $HOME *", "node_modules");
    program = join(modules, "@sallyport/cli/bin/sallyport");
    mkdirSync(dirname(program), { recursive: true });
    copyFileSync(script, program);
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A program that says what it is, and what it was called with. */
  function say(path: string, name: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/sh\nprintf '%s' '${name}'\nprintf '<%s>' "$@"\nexit 7\n`);
    chmodSync(path, 0o755);
  }

  function installExecutable(platform: string, below = modules): void {
    say(join(below, `@sallyport/cli-${platform}/bin/sallyport`), platform);
  }

  function run(file: string, args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}) {
    const { status, stdout, stderr } = spawnSync(file, args, {
      encoding: "utf8",
      env: environment,
      cwd: folder,
    });
    return { status, stdout, stderr };
  }

  const executable = { status: 7, stdout: `${here}<>`, stderr: "" };

  it("is the executable of this platform", () => {
    installExecutable(here);
    installExecutable(elsewhere);
    expect(run(program)).toEqual(executable);
  });

  it("is the executable that belongs to it, not that of its neighbour", () => {
    installExecutable(here, join(modules, "@sallyport/cli/node_modules"));
    say(join(modules, `@sallyport/cli-${here}/bin/sallyport`), "neighbour");
    expect(run(program)).toEqual(executable);
  });

  it("gets its words as they are", () => {
    installExecutable(here);
    const words = ["", "a b", "*", "$HOME", "-e", "--", "line\nline\n", "'\"\\"];
    expect(run(program, words).stdout).toBe(here + words.map((word) => `<${word}>`).join(""));
  });

  it.each(["runsc", "runc", "crun"])("hands on that it was called %s", (name) => {
    installExecutable(here);
    symlinkSync(program, join(folder, name));
    expect(run(join(folder, name), ["exec"]).stdout).toBe(`${here}<--dialect=${name}><exec>`);
  });

  it("is found through links", () => {
    installExecutable(here);
    mkdirSync(join(folder, "bin"));
    const last = join(folder, "bin/last");
    symlinkSync(join("..", "a 'folder' $HOME *", "node_modules/@sallyport/cli/bin/sallyport"), last);
    symlinkSync("last", join(folder, "bin/middle link"));
    symlinkSync(join(folder, "bin/middle link"), join(folder, "first"));
    expect(run(join(folder, "first"))).toEqual(executable);
    expect(run("./first")).toEqual(executable);
    expect(run("sh", ["first"], { PATH: process.env["PATH"] })).toEqual(executable);
  });

  it.each([
    ["node_modules/.bin/sallyport", "../@sallyport/cli/bin/sallyport"],
    ["bin/sallyport", "../lib/node_modules/@sallyport/cli/bin/sallyport"],
  ])("is found through %s, a link as npm makes it", (link, target) => {
    const path = join(folder, "npm prefix", link);
    const installed = join(dirname(path), target);
    mkdirSync(dirname(path), { recursive: true });
    mkdirSync(dirname(installed), { recursive: true });
    copyFileSync(script, installed);
    symlinkSync(target, path);
    installExecutable(here, join(dirname(installed), "../../.."));
    expect(run(path)).toEqual(executable);
  });

  it("is found through a link to its folder, as pnpm makes them", () => {
    installExecutable(here);
    const linked = join(folder, "project/node_modules/@sallyport");
    mkdirSync(linked, { recursive: true });
    symlinkSync(join(modules, "@sallyport/cli"), join(linked, "cli"));
    expect(run(join(linked, "cli/bin/sallyport"))).toEqual(executable);
  });

  it("is found on PATH", () => {
    installExecutable(here);
    const environment = { PATH: `${dirname(program)}:/usr/bin:/bin` };
    expect(run("sh", ["-c", "sallyport"], environment)).toEqual(executable);
  });

  it("leaves the environment as it is", () => {
    const path = join(modules, `@sallyport/cli-${here}/bin/sallyport`);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(execFileSync("sh", ["-c", "command -v env"], { encoding: "utf8" }).trim(), path);
    const environment = { file: "1", package: "2", machine: "3", PATH: "/nowhere" };
    const { stdout } = run(program, [], environment);
    const shellsOwn = /^(?:PWD|OLDPWD|SHLVL|_)=/;
    const lines = stdout
      .trim()
      .split("\n")
      .filter((line) => !shellsOwn.test(line));
    expect(lines.toSorted()).toEqual(["PATH=/nowhere", "file=1", "machine=3", "package=2"]);
  });

  it("runs on Node where only another platform's executable is", () => {
    installExecutable(elsewhere);
    say(join(folder, "bin/node"), "node");
    const { status, stdout } = run(program, ["exec", "a b"], { PATH: join(folder, "bin") });
    expect(stdout).toBe(`node<${dirname(program)}/../dist/sallyport.mjs><exec><a b>`);
    expect(status).toBe(7);
  });

  it("says so where there is nothing to run", () => {
    expect(run(program, ["version"], { PATH: join(folder, "nothing") })).toEqual({
      status: 128,
      stdout: "",
      stderr: `sallyport: neither @sallyport/cli-${here} with an executable nor node is installed\n`,
    });
  });
});
