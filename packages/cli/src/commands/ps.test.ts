import { describe, expect, it } from "vitest";
import { runBesideSandbox } from "../../test/sandbox.ts";

const init = {
  uid: 0,
  pid: 1,
  ppid: 0,
  pgid: 1,
  threads: [1],
  c: 0,
  tty: "?",
  stime: "21:30",
  time: "20ms",
  cmd: "sleep",
};
const shell = { ...init, uid: 1000, pid: 83, threads: [83, 84], tty: "pts/0", time: "0s", cmd: "sh" };
const script = { "containerManager.Processes": { result: [init, shell] } };

describe("sallyport ps", () => {
  it("prints a table", async () => {
    const { exitStatus, stdout, requests } = await runBesideSandbox(["ps", "web"], script);
    expect(stdout.split("\n")).toEqual([
      "UID       PID       PPID      C         TTY       STIME     TIME      CMD",
      "0         1         0         0         ?         21:30     20ms      sleep",
      "1000      83        0         0         pts/0     21:30     0s        sh",
      "",
    ]);
    expect(exitStatus).toBe(0);
    expect(requests).toEqual([{ method: "containerManager.Processes", arg: "web" }]);
  });

  it("prints one object per process as JSON", async () => {
    const { stdout } = await runBesideSandbox(["ps", "-format", "json", "web"], script);
    expect(JSON.parse(stdout)).toEqual([init, shell]);
    expect(stdout).toMatch(/^\[.*\]\n$/);
  });

  it.each(["20240729", "20221219"])("prints process ids as JSON under --compat %s", async (release) => {
    const { stdout } = await runBesideSandbox(["--compat", release, "ps", "-format=json", "web"], script);
    expect(stdout).toBe("[1,83]\n");
  });

  it("shows what cannot be printed as an escape", async () => {
    const evil = { ...init, cmd: "\u001b[2Jsh\u202e" };
    const { stdout } = await runBesideSandbox(["ps", "web"], {
      "containerManager.Processes": { result: [evil] },
    });
    expect(stdout).toContain(String.raw`\x1b[2Jsh\u202e`);
  });

  it.each([
    ["table", /^UID .*CMD\n$/],
    ["json", /^\[\]\n$/],
  ])("prints an empty %s for a container without processes", async (format, expected) => {
    const { stdout } = await runBesideSandbox(["ps", "--format", format, "web"], {
      "containerManager.Processes": { result: null },
    });
    expect(stdout).toMatch(expected);
  });

  it("says what it was doing when the sandbox refuses", async () => {
    const { exitStatus, stderr } = await runBesideSandbox(["ps", "web"], {
      "containerManager.Processes": { err: "no such container" },
    });
    expect({ exitStatus, stderr }).toEqual({
      exitStatus: 128,
      stderr: "retrieving process data from sandbox: no such container\n",
    });
  });

  it("knows its formats", async () => {
    const { exitStatus, stderr } = await runBesideSandbox(["ps", "--format", "yaml", "web"]);
    expect(stderr).toMatch(/^invalid value "yaml" for flag -format: /);
    expect(exitStatus).toBe(128);
  });
});
