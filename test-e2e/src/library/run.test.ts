import { randomBytes } from "node:crypto";
import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { findRuntimes } from "@sallyport/testkit";
import { ExecError, openSandbox } from "sallyport";
import { describe, expect, it } from "vitest";
import { expectIdle } from "../support/expect-idle.ts";
import { openDescriptors } from "../support/host-processes.ts";
import { inParallel } from "../support/in-parallel.ts";
import { releases, takesDescriptors } from "../support/releases.ts";
import { useBox } from "../support/use-box.ts";
import { useSandbox } from "../support/use-sandbox.ts";

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

describe.each(releases)("run on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const opened = useBox(guest);
  const sh = (script: string) => ["sh", "-c", script];

  it("gives what a command wrote, and its status", async () => {
    const result = await opened.box.run(sh("echo out; echo err >&2; exit 7"), { reject: false });
    expect(result).toMatchObject({ stdout: "out\n", stderr: "err\n", reason: "exited", code: 7 });
  });

  it("tells statuses and signals apart", async () => {
    const outcomes = await inParallel([0, 1, 42, 128, 137, 255], 6, async (code) => {
      const { reason, code: status } = await opened.box.run(sh(`exit ${code}`), { reject: false });
      return [reason, status];
    });
    expect(outcomes).toEqual([0, 1, 42, 128, 137, 255].map((code) => ["exited", code]));
    const killed = await opened.box.run(sh("kill -KILL $$"), { reject: false });
    expect(killed).toMatchObject({ reason: "signaled", code: null, signal: "SIGKILL" });
  });

  it("tells a command that could not be started from one that failed", async () => {
    await expect(opened.box.run(["nosuchprogram"])).rejects.toThrow(
      expect.objectContaining({
        code: "SALLYPORT_START_FAILED",
        message: expect.stringContaining("nosuchprogram"),
      }),
    );
    await expect(opened.box.run(["false"])).rejects.toBeInstanceOf(ExecError);
  });

  it("passes every byte through, both ways", async () => {
    const { stdout } = await opened.box.run(["cat"], { stdin: everyByte, encoding: "buffer" });
    expect(stdout).toEqual(everyByte);
  });

  it("takes much on both outputs at once, and gives much to read", async () => {
    const script = sh("head -c 8000000 /dev/zero >&2 & cat; wait");
    const stdin = randomBytes(4_000_000);
    const result = await opened.box.run(script, { stdin, encoding: "buffer" });
    expect(result.stdout.equals(stdin)).toBe(true);
    expect(result.stderr.length).toBe(8_000_000);
  });

  it("has all output before the end, however short the command", async () => {
    const outputs = await inParallel(Array.from({ length: 60 }), 8, async () => {
      const { stdout } = await opened.box.run(["echo", "done"]);
      return stdout;
    });
    expect(new Set(outputs)).toEqual(new Set(["done\n"]));
  });

  it("takes user, groups, environment and folder from its options", async () => {
    const { box } = opened;
    const script = sh("id -u; id -g; id -G; echo $A; pwd");
    const options = { user: "bob", gids: [3], env: { A: "b c" }, cwd: "/home/bob" };
    expect((await box.run(script, options)).stdout).toBe("1000\n1000\n1000 3\nb c\n/home/bob\n");
    expect((await box.run(["id", "-u"], { user: 1001 })).stdout).toBe("1001\n");
    expect((await box.run(["id", "-g"], { user: "0:extra" })).stdout).toBe("3\n");
  });

  it("keeps the output of a command that is ended in time, also when that takes SIGKILL", async () => {
    const scripts = ["echo before; exec sleep 1000", "trap '' TERM; echo before; exec sleep 1000"];
    const options = { timeoutMs: 3000, forceKillAfterMs: 100, reject: false } as const;
    const results = await Promise.all(scripts.map((script) => opened.box.run(sh(script), options)));
    expect(results).toMatchObject([
      { timedOut: true, signal: "SIGTERM", stdout: "before\n" },
      { timedOut: true, signal: "SIGKILL", stdout: "before\n" },
    ]);
  });

  it("reads and writes files without copying them", async () => {
    const [input, output] = [join(guest.folder, "input"), join(guest.folder, "output")];
    writeFileSync(input, everyByte);
    writeFileSync(output, "before\n");
    const result = await opened.box.run(sh("cat; echo err >&2"), {
      stdin: { file: input },
      stdout: { file: output, append: true },
      stderr: { file: output },
    });
    expect(result).toMatchObject({ stdout: undefined, stderr: undefined });
    expect(readFileSync(output)).toEqual(
      Buffer.concat([Buffer.from("before\n"), everyByte, Buffer.from("err\n")]),
    );
    expect((await opened.box.run(["wc", "-c"], { stdin: createReadStream(input) })).stdout.trim()).toBe(
      "256",
    );
  });

  it("runs 32 commands at once and leaves nothing behind, on either side", async () => {
    const descriptors = () => [process.pid, guest.sandbox.pid].map((pid) => openDescriptors(pid).length);
    const words = Array.from({ length: 96 }, (_, index) => `word ${index}`);
    const before = descriptors();
    {
      await using box = await openSandbox(guest.sandbox.id, { root: guest.sandbox.root });
      const outputs = await inParallel(words, 32, (word) => box.run(["echo", word]));
      expect(outputs.map(({ stdout }) => stdout)).toEqual(words.map((word) => `${word}\n`));
    }
    await expectIdle(guest);
    // There may be fewer: what an earlier case used is closed a moment after its end.
    const more = () => descriptors().map((count, side) => Math.max(0, count - (before[side] ?? 0)));
    await expect.poll(more, { timeout: 30_000 }).toEqual([0, 0]);
  });
});

describe.each(releases.filter(takesDescriptors))("run on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const opened = useBox(guest);

  it("gives more descriptors, and runs a program of the host", async () => {
    const input = join(guest.folder, "third");
    writeFileSync(input, "third\n");
    await using file = await open(input);
    expect((await opened.box.run(["sh", "-c", "cat <&5"], { fds: { 5: file.fd } })).stdout).toBe("third\n");
    const spew = join(findRuntimes().contents.programs, "spew");
    const { stdout } = await opened.box.run(["any name", "10"], { execFile: spew });
    expect(stdout).toBe("0123456789");
  });
});
