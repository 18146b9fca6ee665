import { describe, expect, it } from "vitest";
import { type Program, startScriptedSandbox } from "../test/scripted-sandbox.ts";
import type { ExecOptions, RunOptions } from "./index.ts";

const nothing: Program = async () => undefined;

/** The request that a command with these options becomes. */
async function requestOf(options: ExecOptions): Promise<Readonly<Record<string, unknown>>> {
  let request: Readonly<Record<string, unknown>> = {};
  const sandbox = await startScriptedSandbox(async (guest) => {
    request = { ...guest.request, sent: guest.fds.length };
  });
  await (
    await sandbox.box.exec(["program", "argument"], options)
  ).exit;
  return request;
}

async function refusal(options: object): Promise<unknown> {
  const sandbox = await startScriptedSandbox(nothing);
  return sandbox.box.run(["true"], options as RunOptions).catch((error: unknown) => error);
}

function lockedStream(): ReadableStream {
  const stream = new Blob(["text"]).stream();
  stream.getReader();
  return stream;
}

describe("the options of a command", () => {
  it("complete what the container's own process has", async () => {
    expect(await requestOf({})).toMatchObject({
      argv: ["program", "argument"],
      wd: "/srv",
      envv: ["PATH=/bin"],
      KUID: 7,
      KGID: 8,
      StdioIsPty: false,
      GuestFDs: [0, 1, 2],
    });
  });

  it.each<[string, ExecOptions, object]>([
    ["cwd", { cwd: "/tmp" }, { wd: "/tmp" }],
    ["env", { env: { A: "1", B: undefined, PATH: "/x" } }, { envv: ["PATH=/x", "A=1"] }],
    ["a user id", { user: 1000 }, { KUID: 1000, KGID: 8 }],
    ["ids", { user: { uid: 0, gid: 5 } }, { KUID: 0, KGID: 5 }],
    ["ids as text", { user: "1:2" }, { KUID: 1, KGID: 2 }],
    ["groups", { gids: [3, 4] }, { ExtraKGIDs: [3, 4] }],
    ["a terminal", { tty: true }, { StdioIsPty: true }],
    ["descriptors", { fds: { 5: 0, 4: 1 } }, { GuestFDs: [0, 1, 2, 4, 5], sent: 5 }],
    ["a program", { execFile: "/bin/sh" }, { GuestFDs: [0, 1, 2], sent: 4 }],
  ])("are sent: %s", async (_, options, expected) => {
    expect(await requestOf(options)).toMatchObject(expected);
  });

  it.each<[string, object, string]>([
    ["an unknown one", { timeout: 5 }, 'unknown option "timeout"'],
    [
      "a negative time",
      { timeoutMs: -1 },
      "option timeoutMs -1 must be a number of milliseconds of at least 0",
    ],
    ["text for a number", { maxOutputBytes: "5" }, 'option maxOutputBytes "5" must be a number of bytes'],
    ["a time with its unit", { timeoutMs: "5s" }, 'option timeoutMs "5s" must be a number of milliseconds'],
    ["another encoding", { encoding: "utf-9" }, 'option encoding "utf-9" must be "buffer", "utf8" or'],
    ["a variable that is no text", { env: { A: 1 } }, "option env (an object) must be an object of texts"],
    ["a list of variables", { env: ["A=1"] }, "option env (an array) must be an object of texts"],
    ["a user in other words", { user: { name: "bob" } }, "option user (an object) must be an id, a name"],
    [
      "a size in other words",
      { tty: { columns: 80, rows: 24 } },
      "option tty (an object) must be true, false",
    ],
    [
      "a descriptor that is no number",
      { fds: { 3: "/tmp/log" } },
      "option fds (an object) must be an object of",
    ],
    ["text to read", { stdin: "text" }, 'option stdin "text" must be ignore, bytes, a stream'],
    ["a pipe that nobody writes to", { stdin: "pipe" }, 'option stdin "pipe" must be ignore, bytes'],
    ["an object to read", { stdin: {} }, "option stdin (an object) must be"],
    ["nothing to read", { stdin: null }, "option stdin null must be"],
    ["a stream that somebody reads", { stdin: lockedStream() }, "option stdin (an object) must be"],
    ["a place in other words", { stdout: "inherit" }, 'option stdout "inherit" must be pipe, ignore'],
    ["a path as text", { stderr: "/tmp/log" }, 'option stderr "/tmp/log" must be stdout, pipe'],
    [
      "a controller for its signal",
      { signal: new AbortController() },
      "option signal (an object) must be an",
    ],
    ["an unknown signal", { killSignal: "SIGNONE" }, 'unknown signal "SIGNONE"'],
    ["a signal's number that is none", { killSignal: 65 }, 'unknown signal "65"'],
    ["a standard stream among the descriptors", { fds: { 2: 0 } }, "fds: 2 is a standard stream"],
    ["a descriptor that is not open", { fds: { 3: 1234 } }, "fds: 3: descriptor 1234 is not open"],
    ["a program that is not open", { execFile: 1234 }, "execFile: descriptor 1234 is not open"],
    ["a stream that is not open", { stdout: 1234 }, "stdout: descriptor 1234 is not open"],
    ["a file as a terminal's output", { tty: true, stdout: { file: "/dev/null" } }, "stdout is a file"],
    ["a file that is not there", { stdin: { file: "/nowhere" } }, "open /nowhere: no such file or directory"],
  ])("are refused: %s", async (_, options, message) => {
    expect(await refusal(options)).toMatchObject({ message: expect.stringContaining(message) });
  });

  it("leave a command with a name alone that is none", async () => {
    const sandbox = await startScriptedSandbox(nothing);
    const { box } = sandbox;
    await expect(box.run("ls -l" as never)).rejects.toThrow('the command "ls -l" must be an array of texts');
    await expect(box.exec([1] as never)).rejects.toThrow("the command (an array) must be an array of texts");
    await expect(box.run([])).rejects.toThrow("a command is required");
    await expect(box.run(["true"], "quickly" as never)).rejects.toThrow(
      'options "quickly" must be an object',
    );
  });

  it("say what to write instead", async () => {
    const hints = await Promise.all(
      [{ stdin: "text" }, { stdout: "inherit" }, { signal: new AbortController() }].map(refusal),
    );
    expect(hints).toMatchObject([
      { hint: "text becomes bytes by Buffer.from(text), and a path { file: path }" },
      { hint: "stdout: process.stdout" },
      { hint: "pass the signal of the controller" },
    ]);
  });

  it("of one kind of call are none of another", async () => {
    const { box } = await startScriptedSandbox(nothing);
    await expect(box.exec(["true"], { reject: false } as never)).rejects.toThrow('unknown option "reject"');
    await expect(box.pty(["sh"], { stdout: "ignore" } as never)).rejects.toThrow('unknown option "stdout"');
    await expect(box.pty(["sh"], { cols: 0 })).rejects.toThrow("option cols 0 must be a whole number from 1");
  });
});

describe("the name of a user", () => {
  const files: Readonly<Record<string, string>> = {
    "/etc/passwd": "root:x:0:0::/root:/bin/sh\nbob:x:1000:1001:Bob:/home/bob:/bin/sh\nbroken:x::\n",
    "/etc/group": "root:x:0:\nstaff:x:50:alice,bob\nwheel:x:60:bob\n",
  };

  async function idsOf(user: string): Promise<unknown> {
    let ids: unknown;
    const sandbox = await startScriptedSandbox(async (guest) => {
      const [name, path] = guest.request["argv"] as string[];
      if (name === "cat") await guest.write(1, files[path ?? ""] ?? "");
      else ids = [guest.request["KUID"], guest.request["KGID"], guest.request["ExtraKGIDs"]];
    });
    await sandbox.box.run(["id"], { user });
    return ids;
  }

  it.each<[string, unknown]>([
    ["bob", [1000, 1001, [50, 60]]],
    ["bob:staff", [1000, 50, [50, 60]]],
    ["bob:7", [1000, 7, [50, 60]]],
    ["5:wheel", [5, 60, []]],
  ])("%s becomes ids by the container's files", async (user, ids) => {
    expect(await idsOf(user)).toEqual(ids);
  });

  it.each<[string, string]>([
    ["eve", 'unable to find user "eve": no matching entries in passwd file'],
    ["broken", 'unable to find user "broken"'],
    ["", 'unable to find user ""'],
    ["bob:none", 'unable to find group "none": no matching entries in group file'],
  ])("%j is refused when it is not there", async (user, message) => {
    await expect(idsOf(user)).rejects.toThrow(message);
  });

  it("is refused where the files cannot be read", async () => {
    const program: Program = async () => ({ kind: "exited", code: 1 });
    const sandbox = await startScriptedSandbox(program);
    await expect(sandbox.box.run(["id"], { user: "bob" })).rejects.toThrow("/etc/passwd of container");
  });
});
