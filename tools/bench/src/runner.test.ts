import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRunner, type Runner } from "./runner.ts";

const shell = (script: string) => ["/bin/sh", "-c", script];

describe("the runner", () => {
  let folder: string;
  let runner: Runner;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "sallyport-runner-"));
    runner = await createRunner(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("counts what a command writes, and knows its memory", async () => {
    const measured = await runner(["run"], shell("head -c 300000 /dev/zero"));
    expect(measured).toMatchObject({ output: 300_000, processes: 0 });
    expect(measured.nanoseconds).toBeGreaterThan(0);
    expect(measured.peak).toBeGreaterThan(0);
  });

  it("gives a command an input at its end", async () => {
    expect(await runner(["run"], ["/bin/cat"])).toMatchObject({ output: 0 });
  });

  it("does not wait for the output of what a command leaves behind", async () => {
    const file = join(folder, "pid");
    await runner(["run-detached"], shell(`sleep 1000 & echo $! >${file}`));
    expect(process.kill(Number(readFileSync(file, "utf8")), "SIGKILL")).toBe(true);
  });

  it("looks at a command that waits, and at its children", async () => {
    const measured = await runner(["hold"], shell("(read end) <&0 & echo; cat; wait"));
    expect(measured).toMatchObject({ output: 0 });
    expect(measured.processes).toBeGreaterThanOrEqual(2);
    expect(measured.memory).toBeGreaterThan(0);
  });

  it("looks at all that stays behind", async () => {
    const measured = await runner(["stand-ins", 3], shell("exec 3<&0; cat <&3 & exit 0"));
    expect(measured).toMatchObject({ processes: 3 });
  });

  it("runs a crowd to its last", async () => {
    const measured = await runner(["crowd", 7, 3], shell("echo x"));
    expect(measured).toMatchObject({ output: 14 });
  });

  it.each<[string, Parameters<Runner>[0]]>([
    ["by itself", ["run"]],
    ["detached", ["run-detached"]],
    ["before it is looked at", ["hold"]],
    ["and leaves nothing behind", ["stand-ins", 2]],
    ["in a crowd", ["crowd", 3, 2]],
  ])("refuses to measure a command that fails %s", async (_, mode) => {
    await expect(runner(mode, shell("echo why >&2; exit 3"))).rejects.toMatchObject({
      code: "SALLYPORT_SYSTEM_CALL",
      message: "a measured command failed with status 3: /bin/sh -c echo why >&2; exit 3",
      hint: expect.stringContaining("why"),
    });
  });

  it("says what cannot be started", async () => {
    await expect(runner(["run"], ["/no/such/program"])).rejects.toMatchObject({
      hint: "/no/such/program: No such file or directory",
    });
  });
});
