import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createScratchFolder, findShells, shellQuote } from "@sallyport/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sallyport, startProgram } from "./support/program.ts";
import { startTerminalSession } from "./support/terminal-session.ts";

/** What is typed in front of the tab key, what fish offers then, and what bash and zsh make of the line. */
const cases: readonly (readonly [typed: string, offered: readonly string[], line: readonly string[]])[] = [
  ["sallyport feat", ["features"], ["features"]],
  ["sallyport --dialect c", ["crun"], ["--dialect", "crun"]],
  ["sallyport --dialect=c", ["--dialect=crun"], ["--dialect=crun"]],
  ["sallyport exec -tu 1:2 --supervise e", ["enforce"], ["exec", "-tu", "1:2", "--supervise", "enforce"]],
  ["sallyport install --eng", ["--engine"], ["install", "--engine"]],
  ["sallyport kill web SIGHU", ["SIGHUP"], ["kill", "web", "SIGHUP"]],
  ["sallyport exec --process a", ["a file"], ["exec", "--process", "a file"]],
  ["sallyport exec --report=a", ["--report=a file"], ["exec", "--report=a file"]],
  ["sallyport spec --bundle f", ["folder/\tDirectory"], ["spec", "--bundle", "folder/"]],
  ["sallyport exec --cwd a", [], ["exec", "--cwd", "a"]],
  ["sallyport exec web a", [], ["exec", "web", "a"]],
];

describe("the tab key completes", () => {
  const scratch = createScratchFolder();
  const home = join(scratch.path, "home");
  const path = join(scratch.path, "bin");

  beforeAll(() => {
    mkdirSync(path);
    mkdirSync(join(home, "folder"), { recursive: true });
    writeFileSync(join(home, "a file"), "");
    // Completes as the program does, and shows the words of a line that is entered.
    const program = `case $1 in completion) exec ${shellQuote(sallyport)} "$@";; esac\nprintf '<%s>' "$@"`;
    writeFileSync(join(path, "sallyport"), `#!/bin/sh\n${program}\n`, { mode: 0o755 });
  });

  afterAll(() => scratch.dispose());

  it.each([
    ["bash", ["bash", "--norc", "--noprofile", "-i"], ""],
    ["zsh", [...findShells().zsh, "-i"], "unsetopt auto_remove_slash; autoload -U compinit; compinit -D; "],
  ])("in %s", async (shell, command, preparation) => {
    const words = ["env", "-C", home, `PATH=${path}:${process.env["PATH"]}`, "TERM=dumb", ...command];
    await using session = await startTerminalSession({ shell: words });
    session.type("shell\n");
    session.type(`PS1='rea''dy '; ${preparation}eval "$(sallyport completion ${shell})"\n`);
    await session.seen("ready ");
    for (const [typed, , line] of cases) {
      session.type(`${typed}\t\n`);
      expect(await session.seen("ready ")).toContain(line.map((word) => `<${word}>`).join(""));
    }
  });

  it("in fish", async () => {
    const [file = "", ...words] = findShells().fish;
    const lines = cases.map(([typed]) => `complete --do-complete ${shellQuote([typed])}; echo .`);
    const script = `sallyport completion fish | source\n${lines.join("\n")}\n`;
    const environment = { PATH: `${path}:${process.env["PATH"]}`, HOME: home };
    const fish = startProgram([file, ...words, "-c", script], { environment, workingDirectory: home });
    const { stdout, stderr } = await fish.ended;
    const offered = stdout.split(".\n").slice(0, -1);
    expect([offered, stderr]).toEqual([
      cases.map(([, offers]) => offers.map((word) => `${word}\n`).join("")),
      "",
    ]);
  });
});
