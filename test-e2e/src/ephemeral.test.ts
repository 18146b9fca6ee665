import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sallyport, startProgram } from "./support/program.ts";
import { readTrace } from "./support/read-trace.ts";
import { startTerminalSession } from "./support/terminal-session.ts";
import { useBundles } from "./support/use-bundles.ts";

describe("do", () => {
  const bundles = useBundles();
  const run = (args: readonly string[], folder = bundles.folder) =>
    bundles.run(["do", ...args], { workingDirectory: folder });

  it("shows the machine's files, and throws away what is written to them", async () => {
    const file = `/etc/sallyport-${process.pid}`;
    const script = `id -u; head -c 4 /etc/passwd; echo; echo changed > ${file}; cat ${file}; rm /etc/passwd; ls /etc/passwd; exit 5`;
    const { status, stdout } = await run(["--", "sh", "-c", script]);
    expect({ status, stdout }).toEqual({ status: 5, stdout: "0\nroot\nchanged\n" });
    expect([existsSync(file), existsSync("/etc/passwd")]).toEqual([false, true]);
  });

  it("has processes, devices, /tmp and /run of its own, and nothing of the host's root", async () => {
    const script =
      "set -- /proc/[0-9]*; echo $$ $#; ls /run /tmp | grep -v '^sp-'; ls /dev/kmsg /dev/mem; grep -c ' / / ' /proc/self/mountinfo; hostname";
    const { stdout } = await run(["--", "sh", "-c", script], "/");
    expect(stdout).toBe("2 2\n/run:\n\n/tmp:\n1\nsallyport-do\n");
  });

  it.each([
    ["can be read", [], "kept\n", "kept"],
    ["can be written with --rw", ["--rw"], "kept\n", "changed"],
  ])("the working directory %s", async (_, flags, stdout, after) => {
    const folder = join(bundles.folder, "work");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "file"), "kept\n");
    const script = "pwd; cat file; echo changed > file";
    const outcome = await run([...flags, "--", "sh", "-c", script], folder);
    expect(outcome.stdout).toBe(`${folder}\n${stdout}`);
    expect(readFileSync(join(folder, "file"), "utf8").trim()).toBe(after);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ["none", [], false],
    ["the host's with --network=host", ["--network=host"], true],
  ])("the network is %s", async (_, flags, reaches) => {
    const server = createServer((socket) => socket.end("hello\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const { stdout } = await run([...flags, "--", "bash", "-c", `cat < /dev/tcp/127.0.0.1/${port}`]);
    expect(stdout).toBe(reaches ? "hello\n" : "");
    server.close();
  });

  it("has few capabilities, and cannot gain others", async () => {
    const { stdout } = await run(["--", "grep", "-E", "^(CapEff|CapBnd|NoNewPrivs)", "/proc/self/status"]);
    expect(stdout).toBe("CapEff:\t0000000020000420\nCapBnd:\t0000000020000420\nNoNewPrivs:\t1\n");
  });

  it("has a terminal where we have one", async () => {
    await using terminal = await startTerminalSession({ go: bundles.words(["do"]) });
    terminal.type("go sh -c 'tty; exit 3'\n");
    await terminal.seen("/dev/pts/0\r\n");
    expect((await terminal.prompt()).status).toBe(3);
  });

  it("leaves nothing behind, also when it is killed", async () => {
    const client = bundles.start(["do", "--", "sh", "-c", "echo ready; exec sleep 1000"]);
    await client.printed("ready\n");
    client.child.kill("SIGTERM");
    expect((await client.ended).status).toBe(143);
    expect(readdirSync(bundles.root)).toEqual([]);
    bundles.expectNothingLeft(`do-${client.pid}`);
  });

  it("is watched and limited as an exec is", async () => {
    const script = "echo started; exec sleep 1000";
    const flags = ["--timeout", "1s", "--trace", join(bundles.folder, "trace"), "--supervise", "tree"];
    const { status, stdout } = await run([...flags, "--", "sh", "-c", script]);
    expect([status, stdout]).toEqual([124, "started\n"]);
    expect(readTrace(join(bundles.folder, "trace"))).toContainEqual(
      expect.objectContaining({ event: "exit", signal: "SIGTERM" }),
    );
  });

  it("has limits for the command alone, its init not counted", async () => {
    const forking = (count: number) => `for i in $(seq ${count}); do sleep 1 & done; echo all`;
    const limited = (script: string) => run(["--pids", "4", "--memory", "64m", "--", "sh", "-c", script]);
    // Beside the shell.
    expect(await limited(forking(3))).toMatchObject({ status: 0, stdout: "all\n", stderr: "" });
    const { stdout, stderr } = await limited(forking(4));
    expect([stdout, stderr]).toEqual(["", expect.stringMatching(/fork/i)]);
    expect((await run(["--memory", "16m", "--", "tail", "/dev/zero"])).status).toBe(137);
  });

  it("works for a user who is not root", async () => {
    const root = join(bundles.folder, "nobody");
    mkdirSync(root, { recursive: true });
    chmodSync(root, 0o777);
    chmodSync(bundles.folder, 0o755);
    const asNobody = (words: readonly string[]) =>
      startProgram([...sallyport, "--root", join(root, "state"), "do", ...words], {
        uid: 65_534,
        gid: 65_534,
        workingDirectory: "/",
      }).ended;
    const script = "id -u; cat /proc/self/uid_map; echo x > /etc/x; exit 4";
    const { status, stdout, stderr } = await asNobody(["--", "sh", "-c", script]);
    expect({ status, stdout }).toEqual({ status: 4, stdout: "0\n         0      65534          1\n" });
    expect(stderr).toContain("/etc/x: Read-only file system");
    expect(await asNobody(["--pids", "4", "--", "true"])).toMatchObject({
      status: 128,
      stderr: expect.stringMatching(/^--pids: mkdir .*: permission denied\n$/),
    });
    expect(readdirSync(join(root, "state"))).toEqual([]);
  });
});
