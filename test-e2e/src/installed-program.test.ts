import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createScratchFolder, type ScratchFolder } from "@sallyport/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Installation, installProgram } from "./support/install-program.ts";
import { startProgram } from "./support/program.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

let scratch: ScratchFolder;
let installed: Installation;

beforeAll(async () => {
  scratch = createScratchFolder();
  installed = await installProgram(scratch.path);
});

afterAll(() => scratch.dispose());

const run = (words: readonly string[]) =>
  startProgram(words, { environment: { PATH: installed.path } }).ended;

const hosts: readonly (readonly [string, () => readonly string[]])[] = [
  ["by its name", () => [installed.program]],
  ["on Node", () => installed.onNode],
];

describe("the program that npm has installed", () => {
  it.each(hosts)("shows its version %s", async (_, program) => {
    const { status, stdout } = await run([...program(), "version"]);
    expect(stdout).toMatch(/^sallyport version \d+\.\d+\.\d+/);
    expect(status).toBe(0);
  });

  it("has a manual page of every command, each as the program prints it", async () => {
    const folder = join(installed.cli, "man");
    const pages = readdirSync(folder).toSorted();
    const manifest: { man: string[] } = JSON.parse(readFileSync(join(installed.cli, "package.json"), "utf8"));
    expect(manifest.man).toEqual(pages.map((page) => `./man/${page}`));
    expect(pages).toEqual(expect.arrayContaining(["sallyport.1", "sallyport-exec.1", "sallyport-version.1"]));
    const printed = await run([installed.program, "man", "exec"]);
    expect(readFileSync(join(folder, "sallyport-exec.1"), "utf8")).toBe(printed.stdout);
  });

  it("passes on QuickJS's licence where QuickJS is in it", () => {
    const read = (name: string) => readFileSync(join(installed.platform, name), "utf8");
    const license = "LICENSE-THIRD-PARTY";
    const hasExecutable = existsSync(join(installed.platform, "bin/sallyport"));
    expect(existsSync(join(installed.platform, license))).toBe(hasExecutable);
    if (!hasExecutable) return;
    expect(read(license)).toMatch(
      /^QuickJS \d{4}-\d{2}-\d{2}\n[^]*Permission is hereby granted, free of charge/m,
    );
    expect(read("README.md")).toMatch(/QuickJS[^]*LICENSE-THIRD-PARTY/);
  });
});

describe.each(releases)("the program that npm has installed, on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it.each(hosts)("runs a command %s", async (_, program) => {
    const command = ["sh", "-c", "echo out; echo err >&2; exit 7"];
    const words = [...program(), "--root", guest.sandbox.root, "exec", guest.sandbox.id, ...command];
    expect(await run(words)).toMatchObject({ status: 7, stdout: "out\n", stderr: "err\n" });
  });

  it.each(hosts)("tells a transport that is nowhere, %s", async (_, program) => {
    const globals = ["--root", guest.sandbox.root, "--transport", "nosuch"];
    const { status, stderr } = await run([...program(), ...globals, "exec", guest.sandbox.id, "true"]);
    expect(stderr).toMatch(/^[^\n]*transport[^\n]*nosuch/);
    expect(stderr).not.toContain("not built in");
    expect(status).toBe(128);
  });

  it.each(hosts)("leaves a command to a stand-in %s", async (_, program) => {
    const file = join(guest.folder, "pid");
    const flags = ["--detach", "--pid-file", file];
    const words = [...program(), "--root", guest.sandbox.root, "exec", ...flags, guest.sandbox.id];
    // It closes the streams that it shares with the caller, who waits for their end.
    const command = ["sh", "-c", "exec sleep 1000 < /dev/null > /dev/null 2>&1"];
    expect(await run([...words, ...command])).toMatchObject({ status: 0, stderr: "" });
    const pid = Number(readFileSync(file, "utf8"));
    process.kill(pid, "SIGTERM");
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 30_000 }).toBe(false);
  });
});
