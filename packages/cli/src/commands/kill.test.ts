import { describe, expect, it } from "vitest";
import { runBesideSandbox, stateFile } from "../../test/sandbox.ts";

const method = "containerManager.Signal";
const script = { [method]: { result: {} } };

describe("sallyport kill", () => {
  it.each([
    [["web"], { Signo: 15, PID: 0, Mode: 0 }],
    [["web", "KILL"], { Signo: 9, PID: 0, Mode: 0 }],
    [["web", "SIGHUP"], { Signo: 1, PID: 0, Mode: 0 }],
    [["web", "10"], { Signo: 10, PID: 0, Mode: 0 }],
    [["web", "SIGRTMIN+1"], { Signo: 35, PID: 0, Mode: 0 }],
    [["--all", "web", "USR1"], { Signo: 10, PID: 0, Mode: 1 }],
    [["-pid", "83", "web"], { Signo: 15, PID: 83, Mode: 0 }],
    [["--pgid=83", "web"], { Signo: 15, PID: 83, Mode: 3 }],
    [["--all=false", "web"], { Signo: 15, PID: 0, Mode: 0 }],
  ])("%j asks the sandbox for %j", async (words, arg) => {
    const { exitStatus, stdout, stderr, requests } = await runBesideSandbox(["kill", ...words], script);
    expect(requests).toEqual([{ method, arg: { CID: "web", ...arg } }]);
    expect({ exitStatus, stdout, stderr }).toEqual({ exitStatus: 0, stdout: "", stderr: "" });
  });

  it.each([
    [["web", "NOPE"], 'unknown signal "NOPE"\n'],
    [["web", "65"], 'unknown signal "65"\n'],
    [["--all", "--pid", "2", "web"], "only one of --all, --pid and --pgid can be given\n"],
    [["--pgid", "3", "--pid", "2", "web"], "only one of --all, --pid and --pgid can be given\n"],
    [["--pid", "0", "web"], "process id 0 is not positive\n"],
  ])("refuses %j without asking the sandbox", async (words, message) => {
    const { exitStatus, stderr, requests } = await runBesideSandbox(["kill", ...words], script);
    expect({ exitStatus, stderr, requests }).toEqual({ exitStatus: 128, stderr: message, requests: [] });
  });

  it.each([[[]], [["web", "TERM", "now"]]])("says what it takes when given %j", async (words) => {
    const { exitStatus, stderr } = await runBesideSandbox(["kill", ...words], script);
    expect(exitStatus).toBe(128);
    expect(stderr).toBe(
      "a container-id and at most one signal are required\nhint: sallyport kill [flags] CONTAINER [SIGNAL]\n",
    );
  });

  it("sends no process group to a sandbox that would die of it", async () => {
    const files = stateFile("web", { version: "0.0~20240729.0" });
    const { exitStatus, stderr, requests } = await runBesideSandbox(["kill", "--pgid", "8", "web"], script, {
      files,
    });
    expect(stderr).toContain("whose capability processGroupSignals is false");
    expect({ exitStatus, requests }).toEqual({ exitStatus: 128, requests: [] });
  });

  it("tells what the sandbox refused", async () => {
    const { exitStatus, stderr } = await runBesideSandbox(["kill", "--pid", "8", "web"], {
      [method]: { err: "no such process with PID 8" },
    });
    expect({ exitStatus, stderr }).toEqual({
      exitStatus: 128,
      stderr: 'signaling container "web" PID 8: no such process with PID 8\n',
    });
  });
});
