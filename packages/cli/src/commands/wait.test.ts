import { describe, expect, it } from "vitest";
import { runBesideSandbox } from "../../test/sandbox.ts";

const script = (result: number) => ({
  "containerManager.Wait": { result },
  "containerManager.WaitPID": { result },
});

describe("sallyport wait", () => {
  it.each([
    [0, 0],
    [6 << 8, 6],
    [255 << 8, 255],
    [9, 137],
    [15, 143],
    [11 | 128, 139],
  ])("prints the exit status of wait status %i as %i, and succeeds", async (raw, exitStatus) => {
    const run = await runBesideSandbox(["wait", "web"], script(raw));
    expect(run.stdout).toBe(`{"id":"web","exitStatus":${exitStatus}}\n`);
    expect(run.exitStatus).toBe(0);
    expect(run.requests).toEqual([{ method: "containerManager.Wait", arg: "web" }]);
  });

  it.each(["-pid", "--rootpid"])("waits for the process that %s names", async (flag) => {
    const { stdout, requests } = await runBesideSandbox(["wait", flag, "83", "w"], script(6 << 8));
    expect(stdout).toBe('{"id":"web","exitStatus":6}\n');
    expect(requests).toEqual([{ method: "containerManager.WaitPID", arg: { PID: 83, CID: "web" } }]);
  });

  it.each([
    [["--pid", "1", "--rootpid", "2", "web"], "only one of --pid and --rootpid can be given\n"],
    [["--pid", "0", "web"], "process id 0 is not positive\n"],
    [["--pid=-1", "web"], "process id -1 is not positive\n"],
    [[], "CONTAINER is required\n"],
  ])("refuses %j", async (words, message) => {
    const { exitStatus, stdout, stderr } = await runBesideSandbox(["wait", ...words]);
    expect({ exitStatus, stdout, stderr }).toEqual({ exitStatus: 128, stdout: "", stderr: message });
  });

  it("invents no status when the sandbox is lost", async () => {
    const lost = { "containerManager.Wait": { fault: { kind: "close" } } } as const;
    const { exitStatus, stdout, stderr } = await runBesideSandbox(["wait", "web"], lost);
    expect({ exitStatus, stdout }).toEqual({ exitStatus: 128, stdout: "" });
    expect(stderr).toBe('waiting on container "web": urpc method "containerManager.Wait" failed: EOF\n');
  });
});
