import { listSandboxes } from "sallyport";
import { describe, expect, it } from "vitest";
import { releases } from "../support/releases.ts";
import { useBox } from "../support/use-box.ts";
import { useSandbox } from "../support/use-sandbox.ts";

describe.each(releases)("a container of the library on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const opened = useBox(guest);

  it("is in the list, and tells its processes and what it uses", async () => {
    const { id, root, pid } = guest.sandbox;
    expect(await listSandboxes({ root })).toMatchObject([{ id, status: "running", pid }]);
    expect(await opened.box.processes()).toMatchObject([{ pid: 1, cmd: "sleep" }]);
    expect(await opened.box.stats()).toMatchObject({ processes: 1, memoryBytes: expect.any(Number) });
  });

  it("that is paused runs nothing, until it is resumed", async () => {
    await guest.sandbox.pause();
    await expect(opened.box.run(["true"])).rejects.toThrow(
      expect.objectContaining({ code: "SALLYPORT_NOT_RUNNING" }),
    );
    await guest.sandbox.resume();
    expect(await opened.box.run(["true"])).toMatchObject({ code: 0 });
  });

  it("is waited for, and ended, with the commands in it", async () => {
    const end = opened.box.wait();
    const command = await opened.box.exec(["sleep", "1000"]);
    await opened.box.kill("KILL");
    expect(await end).toMatchObject({ reason: "signaled", signal: "SIGKILL" });
    expect(await command.exit).toMatchObject({ reason: "signaled", signal: "SIGKILL" });
  });
});

describe.each(releases)("a pty on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const opened = useBox(guest);

  it("is what xterm.js talks to", async () => {
    const pty = await opened.box.pty(["sh"], { cols: 90, rows: 20 });
    let output = "";
    pty.onData((data) => (output += data));
    const ended = new Promise((resolve) => void pty.onExit(resolve));
    pty.write("stty size; echo $TERM; exit 5\r");
    expect(await ended).toEqual({ exitCode: 5 });
    expect(output).toMatch(/20 90\r\nxterm-256color\r\n/);
  });

  it("has all output before its end", async () => {
    const pty = await opened.box.pty(["seq", "20000"]);
    let length = 0;
    pty.onData((data) => (length += data.length));
    await new Promise((resolve) => void pty.onExit(resolve));
    const expected = Array.from({ length: 20_000 }, (_, index) => `${index + 1}\r\n`).join("");
    expect(length).toBe(expected.length);
  });

  it("is left with its command, which is not hung up", async () => {
    const pty = await opened.box.pty(["sh", "-c", "echo ready; while :; do echo busy; sleep 1; done"]);
    await new Promise((resolve) => void pty.onData(resolve));
    await pty.detach();
    expect(await pty.exit).toMatchObject({ reason: "detached" });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const left = await guest.processes();
    expect(left.map(({ pid }) => pid)).toContain(pty.pid);
    await guest.run(["kill", "--pid", String(pty.pid), guest.sandbox.id, "KILL"]);
  });

  it("ends by an error when its sandbox is killed, in which nothing runs any more", async () => {
    const pty = await opened.box.pty(["sh", "-c", "echo before; exec sleep 1000"]);
    expect(await new Promise((resolve) => void pty.onData(resolve))).toBe("before\r\n");
    const ended = new Promise((resolve) => void pty.onExit(resolve));
    await guest.sandbox.killSentry();
    const lost = expect.objectContaining({ code: "SALLYPORT_CONNECTION_LOST", reason: "transport-lost" });
    await expect(pty.exit).rejects.toThrow(lost);
    expect(await ended).toEqual({ exitCode: null, error: lost });
    await expect(opened.box.run(["true"])).rejects.toThrow(
      expect.objectContaining({ code: "SALLYPORT_NOT_RUNNING" }),
    );
  });
});
