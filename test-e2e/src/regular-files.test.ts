import { chownSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "@sallyport/testkit";
import { describe, expect, it } from "vitest";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const bothStreams = ["sh", "-c", "for i in 1 2 3; do echo out $i; echo err $i >&2; done"];
const outLines = "out 1\nout 2\nout 3\n";
const errLines = "err 1\nerr 2\nerr 3\n";
const mixedLines = "out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n";

describe.each(releases)("regular files as streams on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  async function run(script: string, command: readonly string[]): Promise<void> {
    expect(await guest.shell(script, command)).toMatchObject({ status: 0, stdout: "", stderr: "" });
  }

  function content(name: string): string {
    return readFileSync(join(guest.folder, name), "utf8");
  }

  it.each<[string, string, string[], Record<string, string>]>([
    [
      "what came before and what comes after",
      '(echo one; "$@"; echo three) > around',
      ["echo", "two"],
      { around: "one\ntwo\nthree\n" },
    ],
    ["the order of both streams in one file", '"$@" > both 2>&1', bothStreams, { both: mixedLines }],
    ["the streams apart", '"$@" > o 2> e', bothStreams, { o: outLines, e: errLines }],
    ["what they append to", 'echo old > log; "$@" >> log 2>&1', bothStreams, { log: `old\n${mixedLines}` }],
    ["what is not written over", 'echo 123456 > part; "$@" 1<> part', ["printf", "ab"], { part: "ab3456\n" }],
    ["an empty file of a silent command", '"$@" > empty', ["true"], { empty: "" }],
    [
      "where stdin was, and go on there",
      'seq 5 > lines; { read -r first; "$@"; } < lines > rest',
      ["cat"],
      { rest: "2\n3\n4\n5\n" },
    ],
    ["stdin at its end", '"$@" < /proc/sys/kernel/ostype > ostype', ["cat"], { ostype: "Linux\n" }],
    [
      "the output of several commands in turn",
      '(for i in 1 2 3; do "$@" $i; done) > turns',
      ["echo"],
      { turns: "1\n2\n3\n" },
    ],
  ])("keep %s", async (_, script, command, files) => {
    await run(script, command);
    const names = Object.keys(files);
    expect(Object.fromEntries(names.map((name) => [name, content(name)]))).toEqual(files);
  });

  it("let a command that does not read its stdin end", async () => {
    writeFileSync(join(guest.folder, "much"), Buffer.alloc(8 * 1024 * 1024));
    await run('"$@" < much > unread', ["echo", "done"]);
    expect(content("unread")).toBe("done\n");
  });

  it("have all that the command wrote when the client has ended", async () => {
    await run('"$@" > spewed', ["spew", "10000000"]);
    expect(statSync(join(guest.folder, "spewed")).size).toBe(10_000_000);
  });

  it.each([
    ["files", '"$@" < owned-in > owned-out 2> owned-err', ["owned-in", "owned-out", "owned-err"]],
    ["device nodes", '"$@" < null > null 2> null', ["null"]],
    ["FIFOs", 'exec 9<>fifo; "$@" < /proc/self/fd/9 > /proc/self/fd/9', ["fifo"]],
  ])("and %s keep their owner", async (_, script, names) => {
    await runCommand("sh", ["-c", "[ -e null ] || { mknod null c 1 3; mkfifo fifo; }"], {
      workingDirectory: guest.folder,
    });
    const paths = names.map((name) => join(guest.folder, name));
    for (const path of paths.filter((each) => each.includes("owned"))) writeFileSync(path, "");
    for (const path of paths) chownSync(path, 1234, 5678);
    await run(script, ["true"]);
    const owners = paths.map((path) => [statSync(path).uid, statSync(path).gid]);
    expect(owners).toEqual(paths.map(() => [1234, 5678]));
  });
});
