import { text } from "node:stream/consumers";
import { openSandbox } from "sallyport";
import { describe, expect, it } from "vitest";
import { expectIdle } from "../support/expect-idle.ts";
import { releases } from "../support/releases.ts";
import { useBox } from "../support/use-box.ts";
import { useSandbox } from "../support/use-sandbox.ts";

describe.each(releases)("exec on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const opened = useBox(guest);

  it("talks with a command that runs", async () => {
    await using command = await opened.box.exec(["cat"], { stdin: "pipe" });
    const lines = command.stdout.lines();
    for (const word of ["one", "two"]) {
      command.stdin.write(`${word}\n`);
      expect(await lines.next()).toEqual({ done: false, value: word });
    }
    command.stdin.end();
    expect(await command.exit).toMatchObject({ reason: "exited", code: 0 });
  });

  it("holds a command up whose output nobody takes, and loses nothing of it", async () => {
    const command = await opened.box.exec(["spew", String(20_000_000)]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(command.stdout.readableLength).toBeLessThan(3_000_000);
    let length = 0;
    for await (const chunk of command.stdout) length += chunk.length;
    expect(length).toBe(20_000_000);
    expect(await command.exit).toMatchObject({ code: 0 });
  });

  it("ends a command whose output is given up", async () => {
    const command = await opened.box.exec(["yes"]);
    command.stdout.destroy();
    // A sandbox tells it by EPIPE alone.
    expect(await command.exit).toMatchObject({ reason: "exited", code: 1 });
  });

  it("ends what is disposed of, also when that takes SIGKILL", async () => {
    {
      await using box = await openSandbox(guest.sandbox.id, { root: guest.sandbox.root });
      await box.exec(["sleep", "1000"]);
      const script = ["sh", "-c", "trap '' TERM; echo ready; exec sleep 1000"];
      const stubborn = await box.exec(script, { forceKillAfterMs: 100, drainTimeoutMs: 10 });
      await stubborn.stdout.lines().next();
    }
    await expectIdle(guest);
  });

  it("leaves a command that is detached", async () => {
    const command = await opened.box.exec(["sleep", "1000"], { stdout: "ignore", stderr: "ignore" });
    await command.detach();
    expect(await command.exit).toMatchObject({ reason: "detached" });
    await command[Symbol.asyncDispose]();
    expect(await guest.processes()).toEqual([{ pid: command.pid, command: "sleep" }]);
    await guest.run(["kill", "--pid", String(command.pid), guest.sandbox.id, "KILL"]);
    await expectIdle(guest);
  });
});

describe.each(releases)("exec with a terminal on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const opened = useBox(guest);

  it("has the size that is asked for, and what is written to both outputs", async () => {
    const command = await opened.box.exec(["sh", "-c", "stty size; echo err >&2"], {
      tty: { cols: 100, rows: 30 },
    });
    expect(await text(command.stdout)).toBe("30 100\r\nerr\r\n");
    expect(command.stderr).toBeNull();
    expect(await command.exit).toMatchObject({ code: 0 });
  });

  it("makes signals of keys and of another size", async () => {
    const script = "trap 'echo INT' INT; trap 'stty size' WINCH; echo ready; while :; do sleep 0.1; done";
    await using command = await opened.box.exec(["sh", "-c", script], { tty: true, killSignal: "KILL" });
    const lines = command.stdout.lines();
    expect((await lines.next()).value).toBe("ready");
    command.stdin.write("\u0003");
    expect((await lines.next()).value).toBe("^CINT");
    await command.resize({ cols: 33, rows: 44 });
    expect((await lines.next()).value).toBe("44 33");
  });

  it("ends its input as by ctrl-d", async () => {
    const { stdout } = await opened.box.run(["cat"], { tty: true, stdin: Buffer.from("one\ntwo") });
    expect(stdout).toContain("two");
  });
});
