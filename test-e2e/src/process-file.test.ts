import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { guestReport } from "./support/guest-report.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const path = "PATH=/bin";
const report = guestReport.command;
const minimal = { args: report, cwd: "/", env: [path] };
const full = {
  terminal: false,
  user: { uid: 1000, gid: 1001, umask: 18, additionalGids: [3, 4], username: "nobody" },
  args: report,
  env: [path, "A=1", "B=x,y", "A=2"],
  cwd: "/home/bob",
  capabilities: { bounding: ["CAP_CHOWN", "CAP_NET_RAW"], effective: [], permitted: [], inheritable: [] },
  rlimits: [{ type: "RLIMIT_NOFILE", hard: 10, soft: 10 }],
  noNewPrivileges: true,
  oomScoreAdj: 100,
  unheardOf: { anything: [1, 2.5, null] },
};
const nobodyAtAll = { uid: 0, gid: 0, groups: [] as number[] };

let files = 0;

describe.each(releases)("a process file on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  async function run(text: string, flags: readonly string[] = []) {
    const name = `process-${files++}.json`;
    writeFileSync(join(guest.folder, name), text);
    return guest.exec([], { flags: [...flags, "--process", name] });
  }

  async function reportOf(text: string, flags?: readonly string[]) {
    const { status, stdout, stderr } = await run(text, flags);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return guestReport.parse(stdout);
  }

  it.concurrent.each<[string, string]>([
    ["that says the least", JSON.stringify(minimal)],
    ["with line ends and blanks", `\n\t ${JSON.stringify(minimal, undefined, 4)}\n\n`],
    ["with something behind it", `${JSON.stringify(minimal)}\n}garbage`],
    ["with another one behind it", JSON.stringify(minimal) + JSON.stringify(full)],
    ["with an explicit no to a terminal", JSON.stringify({ ...minimal, terminal: false })],
    ["with unknown fields", JSON.stringify({ ...minimal, unheardOf: { anything: [1, 2.5, null] } })],
    ["with null in place of fields", JSON.stringify({ ...minimal, user: null, capabilities: null })],
    ["with a user's name", JSON.stringify({ ...minimal, user: { username: "bob" } })],
  ])("%s runs as root, without groups", async (_, text) => {
    expect(await reportOf(text)).toMatchObject({ ...nobodyAtAll, cwd: "/", env: ["HOME=/root", path] });
  });

  it("that says everything is followed in everything", async () => {
    const { capabilities, ...rest } = await reportOf(JSON.stringify(full));
    const env = ["A=2", "B=x,y", "HOME=/home/bob", path];
    expect(rest).toEqual({ uid: 1000, gid: 1001, groups: [3, 4], cwd: "/home/bob", env });
    expect(capabilities).toEqual({ bounding: 1n, effective: 0n, permitted: 0n, inheritable: 0n });
  });

  it("wins over flags", async () => {
    const flags = ["--user", "7:8", "--cwd", "/etc", "--env", "A=1", "--additional-gids", "3"];
    expect(await reportOf(JSON.stringify(minimal), [...flags, "--cap", "CAP_CHOWN"])).toMatchObject({
      ...nobodyAtAll,
      cwd: "/",
      env: ["HOME=/root", path],
    });
  });

  it.concurrent.each([
    ["no environment", {}],
    ["an empty environment", { env: [] }],
  ])("with %s gives the command none", async (_, fields) => {
    const { stdout } = await run(JSON.stringify({ args: ["/bin/env"], cwd: "/", ...fields }));
    expect(stdout).toBe("HOME=/root\n");
  });

  it("finds a command from its working directory", async () => {
    const { stdout } = await run(JSON.stringify({ args: ["./echo", "here"], cwd: "/bin" }));
    expect(stdout).toBe("here\n");
  });

  it("has arguments that no shell has touched", async () => {
    const words = ["", " a  b ", "$x", "'\"`\\", "*", "--", "-n", "ä漢🚢", "line\nend"];
    const args = ["printf", "%s\\0", ...words];
    const { stdout } = await run(JSON.stringify({ ...minimal, args }));
    expect(stdout.split("\0").slice(0, -1)).toEqual(words);
  });

  it.each([
    ["a pipe", "/dev/stdin", 'cat file.json | "$@"'],
    ["a FIFO", "fifo", 'mkfifo fifo; cat file.json > fifo & "$@"'],
    ["a file as stdin", "/dev/stdin", '"$@" < file.json'],
  ])("can come by %s", async (_, name, script) => {
    writeFileSync(join(guest.folder, "file.json"), JSON.stringify({ ...minimal, args: ["echo", "read"] }));
    const outcome = await guest.shell(script, [], { flags: ["--process", name] });
    expect(outcome).toMatchObject({ status: 0, stdout: "read\n" });
  });

  it("ends with the status of its command", async () => {
    const args = ["sh", "-c", "exit 77"];
    expect((await run(JSON.stringify({ ...minimal, args }))).status).toBe(77);
  });
});
