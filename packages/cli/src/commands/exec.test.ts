import { readText } from "@sallyport/host";
import type { FakeHostOptions } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { runBesideSandbox } from "../../test/sandbox.ts";

const executeAsync = "containerManager.ExecuteAsync";
const waitPid = "containerManager.WaitPID";
const script = (result: number) => ({ [executeAsync]: { result: 17 }, [waitPid]: { result } });

/** The argument with which the sandbox is asked to run what the words say. */
async function argumentOf(words: readonly string[], options: FakeHostOptions = {}): Promise<unknown> {
  const { exitStatus, requests } = await runBesideSandbox(["exec", ...words], script(0), options);
  expect(exitStatus).toBe(0);
  return requests.find(({ method }) => method === executeAsync)?.arg;
}

describe("sallyport exec", () => {
  it("runs a command with what the container's process has", async () => {
    expect(await argumentOf(["web", "ls", "-l", "--", "--user"])).toMatchObject({
      argv: ["ls", "-l", "--", "--user"],
      envv: ["PATH=/bin"],
      wd: "/srv",
      KUID: 7,
      KGID: 8,
      ExtraKGIDs: [],
      StdioIsPty: false,
      GuestFDs: [0, 1, 2],
      ContainerID: "web",
    });
  });

  it.each([
    [["--env", "A=1,2", "-e", "PATH=/x"], { envv: ["PATH=/x", "A=1,2"] }],
    [["-cwd=/tmp"], { wd: "/tmp" }],
    [["--cwd="], { wd: "/srv" }],
    [["--user", "1000"], { KUID: 1000, KGID: 8 }],
    [["-u", "1000:1001", "-g", "3", "--additional-gids=4"], { KUID: 1000, KGID: 1001, ExtraKGIDs: [3, 4] }],
    [["--no-new-privs"], { NoNewPrivileges: true }],
    [["--process", ""], { argv: ["true"] }],
    [["--exec-fd", "-1"], { GuestFDs: [0, 1, 2] }],
    [["--pass-fd", "5:9"], { GuestFDs: [0, 1, 2, 9] }],
    [["--preserve-fds", "2"], { GuestFDs: [0, 1, 2, 3, 4] }],
  ])("takes %j", async (flags, expected) => {
    expect(await argumentOf([...flags, "web", "true"], { inherited: [3, 4, 5] })).toMatchObject(expected);
  });

  it.each([
    [[], true],
    [["--tty"], true],
    [["--tty=false"], false],
  ])("has a terminal where we have one, unless %j says otherwise", async (flags, expected) => {
    const terminal = { rows: 24, columns: 80 };
    expect(await argumentOf([...flags, "web", "sh"], { terminal })).toMatchObject({ StdioIsPty: expected });
  });

  it("runs the process of a file", async () => {
    const process = { args: ["id"], cwd: "/", env: ["A=1", "A=2"], user: { uid: 1, gid: 2 } };
    const files = { "/tmp/process.json": JSON.stringify(process) };
    expect(await argumentOf(["--process", "/tmp/process.json", "web"], { files })).toMatchObject({
      argv: ["id"],
      envv: ["A=2"],
      wd: "/",
      KUID: 1,
      KGID: 2,
      StdioIsPty: false,
    });
  });

  it.each([
    [0, 0],
    [42 << 8, 42],
    [255 << 8, 255],
    [9, 137],
  ])("ends with the command's own exit status: wait status %i is %i", async (raw, exitStatus) => {
    const run = await runBesideSandbox(["exec", "web", "true"], script(raw));
    expect(run).toMatchObject({ exitStatus, stdout: "", stderr: "" });
    expect(run.requests.at(-1)).toEqual({ method: waitPid, arg: { PID: 17, CID: "web" } });
  });

  it("writes the pid files", async () => {
    const words = ["exec", "--pid-file", "/tmp/pid", "--internal-pid-file", "/tmp/internal", "web", "true"];
    const { host } = await runBesideSandbox(words, script(0), { pid: 100 });
    expect([readText(host, "/tmp/pid"), readText(host, "/tmp/internal")]).toEqual(["100", "17"]);
  });

  it.each([
    [[], "parsing process spec: both a container-id and command are required"],
    [["web"], "parsing process spec: both a container-id and command are required"],
    [["--process", "/p", "web", "true"], "parsing process spec: a container-id is required"],
    [["--process", "/p"], "parsing process spec: a container-id is required"],
    [["--process", "/p", "web"], "parsing process spec: error opening process file: /p: "],
    [
      ["--cap", "CAP_FOO", "web", "true"],
      'parsing process spec: capabilities error: unknown capability "CAP_FOO"',
    ],
    [["--env", "FOO", "web", "true"], "getting environment variables: invalid variable: FOO"],
    [["--user", "1x", "web", "true"], 'invalid value "1x" for flag -user: couldn\'t parse UID: 1x'],
    [["--user", "bob", "web", "true"], 'invalid value "bob" for flag -user: couldn\'t parse UID: bob'],
    [["--user", "1:bob", "web", "true"], 'invalid value "1:bob" for flag -user: couldn\'t parse GID: bob'],
    [["--cgroup", "x", "web", "true"], '--cgroup cannot be done in container "web" '],
    [
      ["--supervise", "tree", "web", "true"],
      '--supervise tree cannot be done in container "web" by transport "socket", whose capability supervision is false',
    ],
    [
      ["--trace", "/trace", "web", "true"],
      '--supervise audit cannot be done in container "web" by transport "socket", whose capability supervision is false',
    ],
    [
      ["--memory", "64m", "web", "true"],
      '--memory cannot be done in container "web" by transport "socket", whose capability limits is false',
    ],
    [["--timeout", "1s", "--detach", "web", "true"], "--timeout does not go with --detach"],
    [["--apparmor", "x", "web", "true"], '--apparmor cannot be done in container "web" '],
    [["--nosuchflag", "web", "true"], "flag provided but not defined: -nosuchflag"],
    [["--detach=maybe", "web", "true"], 'invalid boolean value "maybe" for -detach: parse error'],
    [["--pass-fd", "5", "web", "true"], "--pass-fd 5: bad file descriptor"],
    [["--exec-fd", "5", "web", "true"], "--exec-fd 5: bad file descriptor"],
    [["--preserve-fds", "1", "web", "true"], "--pass-fd 3: bad file descriptor"],
    [
      ["--preserve-fds", "2147483647", "web", "true"],
      "parsing process spec: --preserve-fds 2147483647: a sandbox takes",
    ],
    [["db", "true"], 'loading sandbox: container "db": file does not exist'],
  ])("refuses %j, and asks no sandbox", async (words, message) => {
    const { exitStatus, stdout, stderr, requests } = await runBesideSandbox(["exec", ...words], script(0));
    expect(stderr.slice(0, message.length)).toBe(message);
    expect({ exitStatus, stdout, requests }).toEqual({ exitStatus: 128, stdout: "", requests: [] });
  });

  it("fails with the sandbox's own words when it refuses the command", async () => {
    const refusing = { [executeAsync]: { err: 'container "web" not started' } };
    const { exitStatus, stderr } = await runBesideSandbox(["exec", "web", "ls", "-l"], refusing);
    expect(stderr).toBe(
      'executing processes for container: executing command "ls -l" in sandbox: container "web" not started\n',
    );
    expect(exitStatus).toBe(128);
  });

  it("fails when the sandbox is lost", async () => {
    const lost = { [executeAsync]: { result: 17 }, [waitPid]: { fault: { kind: "close" } } } as const;
    const { exitStatus, stderr } = await runBesideSandbox(["exec", "web", "true"], lost);
    expect(stderr).toBe(
      `waiting on pid 17: waiting on PID 17 in sandbox "web": urpc method "${waitPid}" failed: EOF\n`,
    );
    expect(exitStatus).toBe(128);
  });

  it("does not leave a command behind that it cannot announce", async () => {
    const words = ["exec", "--pid-file", "/nowhere/pid", "web", "true"];
    const answers = { ...script(9), "containerManager.Signal": { result: {} } };
    const { exitStatus, stderr, requests } = await runBesideSandbox(words, answers);
    expect(stderr).toMatch(/^writing pid file: .*no such file or directory\n$/);
    expect(exitStatus).toBe(128);
    expect(requests).toContainEqual({
      method: "containerManager.Signal",
      arg: { CID: "web", Signo: 9, PID: 17, Mode: 0 },
    });
  });
});
