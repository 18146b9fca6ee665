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
    ["a negative time", { timeoutMs: -1 }, "option timeoutMs must be a number of milliseconds of at least 0"],
    ["text for a number", { maxOutputBytes: "5" }, "option maxOutputBytes must be"],
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
    await expect(sandbox.box.run("true" as never)).rejects.toThrow("the command must be an array");
    await expect(sandbox.box.run([])).rejects.toThrow("a command is required");
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
