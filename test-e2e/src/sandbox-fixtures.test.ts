import { existsSync, rmSync, statSync, writeFileSync } from "node:fs";
import {
  findRuntimes,
  readSandboxState,
  type RunscRelease,
  runscReleases,
  type Sandbox,
  sandboxStatePath,
  startSandbox,
} from "@sallyport/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

describe.each(findRuntimes().runsc)("the sandbox fixtures on $label", (runsc) => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ runsc });
  });

  afterAll(() => sandbox.dispose());

  it.each([
    ["a program of busybox", ["echo", "a"], 0, "a\n"],
    ["the environment of the spec", ["sh", "-c", "echo $FOO $PWD"], 0, "fromspec /tmp\n"],
    ["a guest program", ["spew", "10", "42"], 42, "0123456789"],
    ["a script", ["okscript", "a b"], 0, "script ok a b\n"],
    ["the users", ["id", "-u", "bob"], 0, "1000\n"],
    ["more output than a pipe holds", ["sh", "-c", "spew 1000000 | wc -c"], 0, "1000000\n"],
  ])("run %s", async (_, command, status, stdout) => {
    expect(await sandbox.run(["exec", sandbox.id, ...command])).toEqual({ status, stdout, stderr: "" });
  });

  it.each([
    ["/etc/noexec.txt", "0:0", "permission denied"],
    ["/bin/badformat", "0:0", "exec format error"],
    ["/bin/badinterp", "0:0", "no such file or directory"],
    ["/secret/x", "1000:1000", "permission denied"],
  ])("have %s, which user %s cannot run: %s", async (path, user, message) => {
    const { status, stderr } = await sandbox.run(["exec", "--user", user, sandbox.id, path]);
    expect(stderr).toContain(`failed to load ${path}: ${message}`);
    expect(status).toBe(128);
  });

  it("give /dev/null back to root", async () => {
    await sandbox.run(["exec", sandbox.id, "true"]);
    expect(statSync("/dev/null")).toMatchObject({ uid: 0, gid: 0 });
  });

  it("pause and resume", async () => {
    await sandbox.pause();
    expect(readSandboxState(sandbox.root, sandbox.id)?.status).toBe("paused");
    await sandbox.resume();
    expect((await sandbox.run(["exec", sandbox.id, "true"])).status).toBe(0);
  });

  it("create without a start, in a state directory that is there", async () => {
    await using created = await startSandbox({ runsc, created: true, root: sandbox.root });
    expect(readSandboxState(created.root, created.id)?.status).toBe("created");
    await created.start();
    expect(readSandboxState(created.root, created.id)?.status).toBe("running");
  });

  it.concurrent.each<[string, (victim: Sandbox) => unknown]>([
    ["that runs", () => undefined],
    ["that is paused", (victim) => victim.pause()],
    ["whose sentry was killed", (victim) => victim.killSentry()],
    ["whose state was damaged", (victim) => writeFileSync(sandboxStatePath(victim.root, victim.id), "{")],
    ["whose state was lost", (victim) => rmSync(sandboxStatePath(victim.root, victim.id))],
  ])("remove a sandbox %s", async (_, harm) => {
    const victim = await startSandbox({ runsc });
    await harm(victim);
    await victim.dispose();
    expect(existsSync(victim.root)).toBe(false);
    expect(existsSync(`/proc/${victim.pid}`)).toBe(false);
  });

  it("say what runsc said when a sandbox does not come up", async () => {
    const options = { runsc, globalFlags: ["--network", "unheard-of"] };
    await expect(startSandbox(options)).rejects.toThrow('invalid network type "unheard-of"');
  });

  it("find it by its release", async () => {
    const release = runscReleases.find((each): each is RunscRelease => each === runsc.release);
    await using found = await startSandbox({ ...(release === undefined ? {} : { release }), created: true });
    expect(found.label).toBe(runsc.label);
  });
});
