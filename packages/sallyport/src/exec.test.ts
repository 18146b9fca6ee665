import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { type Program, startScriptedSandbox } from "../test/scripted-sandbox.ts";

/** Says what it has read. */
const echo: Program = async (guest) => guest.write(1, `<${await guest.read()}>`);

const untilSignal: Program = async (guest) => ({
  kind: "signaled",
  signal: await guest.signal(),
  coreDumped: false,
});

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe("exec", () => {
  it("gives the command's streams at launch", async () => {
    const sandbox = await startScriptedSandbox(echo);
    const command = await sandbox.box.exec(["cat"], { stdin: "pipe" });
    expect(command.pid).toBe(2);
    command.stdin.write("one ");
    command.stdin.end("two");
    expect(await textOf(command.stdout)).toBe("<one two>");
    expect(await textOf(command.stderr)).toBe("");
    expect(await command.exit).toMatchObject({ reason: "exited", code: 0 });
  });

  it("has no streams where they are no pipes", async () => {
    const sandbox = await startScriptedSandbox(echo);
    const command = await sandbox.box.exec(["cat"], { stdout: "ignore", stderr: "ignore" });
    expect([command.stdin, command.stdout, command.stderr]).toEqual([null, null, null]);
    await command.exit;
  });

  it("keeps what nobody has read by the end", async () => {
    const text = "x".repeat(60_000);
    const sandbox = await startScriptedSandbox(async (guest) => guest.write(1, text));
    const command = await sandbox.box.exec(["command"]);
    await command.exit;
    expect(await textOf(command.stdout)).toBe(text);
  });

  it("gives text where an encoding is named", async () => {
    const sandbox = await startScriptedSandbox(async (guest) => guest.write(1, "ä"));
    const { stdout } = await sandbox.box.exec(["command"], { encoding: "utf8" });
    expect(await once(stdout, "data")).toEqual(["ä"]);
  });

  it("tells an end that nobody waits for", async () => {
    const sandbox = await startScriptedSandbox(echo, {
      "containerManager.WaitPID": { fault: { kind: "close" } },
    });
    const command = await sandbox.box.exec(["cat"]);
    await textOf(command.stdout);
    await expect(command.exit).rejects.toThrow(
      expect.objectContaining({ code: "SALLYPORT_CONNECTION_LOST" }),
    );
  });

  it("takes signals to the command, until it has ended", async () => {
    const sandbox = await startScriptedSandbox(untilSignal);
    const command = await sandbox.box.exec(["sleep", "1000"]);
    expect(await command.kill("USR1")).toBe(true);
    expect(await command.exit).toMatchObject({ reason: "signaled", signal: "SIGUSR1" });
    expect(await command.kill()).toBe(false);
    await expect(command.kill("NONE")).rejects.toThrow('unknown signal "NONE"');
  });

  it("ends the command that is disposed of", async () => {
    const sandbox = await startScriptedSandbox(untilSignal);
    const command = await sandbox.box.exec(["sleep", "1000"]);
    await command[Symbol.asyncDispose]();
    expect(await command.exit).toMatchObject({ signal: "SIGTERM", timedOut: false, aborted: false });
    expect(command.stdout.destroyed).toBe(true);
  });

  it("ends the commands of a sandbox that is disposed of", async () => {
    const sandbox = await startScriptedSandbox(untilSignal);
    const commands = await Promise.all([1, 2].map(() => sandbox.box.exec(["sleep"], { killSignal: "HUP" })));
    await sandbox.box[Symbol.asyncDispose]();
    const ends = await Promise.all(commands.map(({ exit }) => exit));
    expect(ends.map(({ signal }) => signal)).toEqual(["SIGHUP", "SIGHUP"]);
  });

  it("ends what only its output is asked for, and what is still being started, with the sandbox", async () => {
    const sandbox = await startScriptedSandbox(untilSignal);
    const outcome = (command: Promise<unknown>) => command.catch((error: unknown) => error);
    const running = outcome(sandbox.box.run(["running"]));
    await expect
      .poll(() => sandbox.requests.map(({ method }) => method))
      .toContain("containerManager.WaitPID");
    const starting = outcome(sandbox.box.run(["starting"]));
    await sandbox.box[Symbol.asyncDispose]();
    const ended = { reason: "signaled", signal: "SIGTERM" };
    expect(await Promise.all([running, starting])).toMatchObject([ended, ended]);
    await expect(sandbox.box.processes()).rejects.toThrow('sandbox "web" was disposed of');
  });

  it("leaves a command that is detached", async () => {
    const sandbox = await startScriptedSandbox(untilSignal);
    const command = await sandbox.box.exec(["sleep", "1000"], { stdin: "pipe" });
    await command.detach();
    expect(await command.exit).toMatchObject({ reason: "detached", code: null });
    expect(await textOf(command.stdout)).toBe("");
    await sandbox.box[Symbol.asyncDispose]();
    expect(sandbox.requests.map(({ method }) => method)).not.toContain("containerManager.Signal");
  });

  it("tells a refusal apart from the command's own failure", async () => {
    const sandbox = await startScriptedSandbox(echo, {
      "containerManager.ExecuteAsync": { err: "no such file or directory" },
    });
    await expect(sandbox.box.exec(["nosuch"])).rejects.toThrow(
      expect.objectContaining({ code: "SALLYPORT_START_FAILED", reason: "start-failed" }),
    );
  });

  it("says of a container that has stopped that it has, and of a paused one, too", async () => {
    const sandbox = await startScriptedSandbox(echo, {
      "containerManager.ExecuteAsync": { err: "container has stopped" },
      "containerManager.ContainerRuntimeState": { result: 3 },
    });
    const notRunning = expect.objectContaining({ code: "SALLYPORT_NOT_RUNNING" });
    await expect(sandbox.box.exec(["true"])).rejects.toThrow(notRunning);
    sandbox.describe({ status: "paused" });
    await expect(sandbox.box.exec(["true"])).rejects.toThrow(notRunning);
  });
});
