import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findConmon } from "@sallyport/testkit";
import { describe, expect, it } from "vitest";
import { startConmonExec } from "./support/conmon.ts";
import { expectIdle } from "./support/expect-idle.ts";
import { parentOf } from "./support/host-processes.ts";
import { releases, takesDescriptors } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

describe.each(releases)(`${findConmon().label} on $label`, (runsc) => {
  const guest = useSandbox({ runsc });

  it("runs a command without a terminal", async () => {
    const { ended } = startConmonExec(guest, ["sh", "-c", "echo out; echo err >&2; exit 7"]);
    const { exitCode, lines, runtimeLog } = await ended;
    expect(exitCode).toBe("7");
    expect(lines.toSorted()).toEqual(["stderr F err", "stdout F out"]);
    expect(runtimeLog).toBe("");
  });

  it("runs a command with a terminal", async () => {
    const script = "test -t 0 -a -t 1 -a -t 2 && stty size; exit 9";
    const { ended } = startConmonExec(guest, ["sh", "-c", script], { terminal: { width: 34, height: 12 } });
    expect(await ended).toEqual({ exitCode: "9", lines: ["stdout F 12 34"], runtimeLog: "" });
  });

  it("resizes a command's terminal", async () => {
    const script = "trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.1; done";
    const exec = startConmonExec(guest, ["sh", "-c", script], { terminal: { width: 80, height: 24 } });
    await exec.logged("ready");
    exec.resize(50, 132);
    expect(await exec.ended).toMatchObject({ exitCode: "0", lines: ["stdout F ready", "stdout F 50 132"] });
  });

  it.each([
    ["without a terminal", {}],
    ["with a terminal", { terminal: { width: 80, height: 24 } }],
  ])("is the parent of who stands for a command %s, and can signal it", async (_, options) => {
    const exec = startConmonExec(guest, ["sh", "-c", "echo ready; exec sleep 1000"], options);
    await exec.logged("ready");
    const standIn = await exec.standIn();
    expect(parentOf(standIn)).toBe(exec.pid);
    process.kill(standIn, "SIGTERM");
    expect(await exec.ended).toMatchObject({ exitCode: "143" });
    await expectIdle(guest);
  });

  it("finds in the runtime's log why a command could not start", async () => {
    const { exitCode, runtimeLog } = await startConmonExec(guest, ["nosuchbinary"]).ended;
    expect(exitCode).toBeUndefined();
    expect(JSON.parse(runtimeLog)).toEqual({
      msg: expect.stringContaining('error finding executable "nosuchbinary" in PATH'),
      level: "error",
      time: expect.any(String),
    });
    await expectIdle(guest);
  });
});

describe.each(releases.filter(takesDescriptors))(`${findConmon().label} on $label`, (runsc) => {
  const guest = useSandbox({ runsc });

  it("hands descriptors on", async () => {
    const file = join(guest.folder, "handed");
    writeFileSync(file, "from descriptor 3\n");
    const preserved = openSync(file, "r");
    const exec = startConmonExec(guest, ["sh", "-c", "cat <&3"], { preserved: [preserved] });
    closeSync(preserved);
    expect(await exec.ended).toMatchObject({ exitCode: "0", lines: ["stdout F from descriptor 3"] });
  });
});
