import { describe, expect, it } from "vitest";
import { ociRuntimes, useContainer } from "../support/use-container.ts";
import { useBox } from "../support/use-box.ts";

describe.each(ociRuntimes)("a container of $label in the library", (runtime) => {
  const joined = useContainer({ runtime });
  const opened = useBox(joined);
  const sh = (script: string) => ["sh", "-c", script];

  it("runs commands, told apart from those that cannot be started", async () => {
    const options = { stdin: Buffer.from("in\n"), reject: false };
    const result = await opened.box.run(sh("cat; echo err >&2; exit 7"), options);
    expect(result).toMatchObject({ reason: "exited", code: 7, stdout: "in\n", stderr: "err\n" });
    await expect(opened.box.run(["nosuch"])).rejects.toThrow(
      expect.objectContaining({ code: "SALLYPORT_START_FAILED" }),
    );
  });

  it("knows its users by name", async () => {
    const { stdout } = await opened.box.run(["id"], { user: "bob:extra" });
    expect(stdout).toContain("uid=1000(bob) gid=3(extra)");
  });

  it("ends a command, and what is below it, in time", async () => {
    const result = await opened.box.run(sh("sleep 1000 & echo before; wait"), {
      timeoutMs: 2000,
      reject: false,
    });
    expect(result).toMatchObject({ timedOut: true, signal: "SIGTERM", stdout: "before\n" });
  });

  it("has terminals, which make signals of keys and of another size", async () => {
    const script = "trap 'echo INT' INT; trap 'stty size' WINCH; echo ready; while :; do sleep 0.1; done";
    await using command = await opened.box.exec(sh(script), { tty: true, killSignal: "KILL" });
    const lines = command.stdout.lines();
    expect((await lines.next()).value).toBe("ready");
    command.stdin.write("\u0003");
    expect((await lines.next()).value).toBe("^CINT");
    await command.resize({ cols: 33, rows: 44 });
    expect((await lines.next()).value).toBe("44 33");
  });

  it("cannot leave a command running", async () => {
    await using command = await opened.box.exec(["sleep", "1000"]);
    await expect(command.detach()).rejects.toThrow(
      expect.objectContaining({ code: "SALLYPORT_UNSUPPORTED" }),
    );
  });
});
