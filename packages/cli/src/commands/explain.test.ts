import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { runCli } from "../../test/run-cli.ts";
import { runBesideSandbox } from "../../test/sandbox.ts";

/** The lines, by what they are about. */
function subjects(text: string): Readonly<Record<string, string>> {
  const lines = text.trimEnd().split("\n");
  return Object.fromEntries(lines.map((line) => [line.split(/ {2,}/, 1)[0], line.replace(/^.*? {2,}/, "")]));
}

describe("sallyport explain", () => {
  it("tells what an exec would do, and starts nothing", async () => {
    const flags = ["--user", "1:2", "--env", "SECRET=hidden", "--cap", "CAP_KILL", "--no-new-privs"];
    const run = await runBesideSandbox(["explain", ...flags, "web", "ls", "a b"]);
    expect(run.stdout).not.toContain("hidden");
    expect(subjects(run.stdout)).toMatchObject({
      container: "web of runsc, in /run/state",
      transport: "socket",
      "connects to": "/run/state/runsc-web.sock, of release 0.0~20260821.0",
      command: '"ls" "a b"',
      directory: "/srv",
      user: "1:2",
      variables: "PATH SECRET",
      terminal: "none",
      no_new_privs: "yes",
      effective: "CAP_KILL",
      inheritable: "none",
    });
    expect([run.exitStatus, run.requests.map(({ method }) => method)]).toEqual([
      0,
      ["containerManager.ContainerRuntimeState"],
    ]);
  });

  it("prints the request to a sandbox, without what variables hold", async () => {
    const explain = ["explain", "--plan", "--env", "SECRET=hidden\nvalue", "--user", "1:2"];
    const run = await runBesideSandbox([...explain, "web", "ls"]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      method: "containerManager.ExecuteAsync",
      arg: { argv: ["ls"], KUID: 1, KGID: 2, envv: [expect.stringMatching(/^PATH=\//), "SECRET=(hidden)"] },
    });
    expect(run.requests.map(({ method }) => method)).toEqual(["containerManager.ContainerRuntimeState"]);
    const whole = await runBesideSandbox([...explain, "--show-env", "web", "ls"]);
    expect(JSON.parse(whole.stdout)).toMatchObject({
      arg: { envv: [expect.anything(), "SECRET=hidden\nvalue"] },
    });
  });

  it("has no plan to print where something would fail", async () => {
    const { exitStatus, stdout } = await runBesideSandbox([
      "explain",
      "--plan",
      "--cgroup",
      "x",
      "web",
      "ls",
    ]);
    expect([exitStatus, subjects(stdout)]).toEqual([
      1,
      expect.objectContaining({ fails: expect.stringContaining("cgroup") }),
    ]);
  });

  it("tells everything that would fail, in order", async () => {
    const flags = ["--preserve-fds", "1", "--user", "bob", "--cgroup", "x"];
    const stopped = { "containerManager.ContainerRuntimeState": { result: 3 } };
    const { exitStatus, stdout } = await runBesideSandbox(
      ["explain", "--json", ...flags, "web", "ls"],
      stopped,
    );
    const lines: { subject: string; value: string }[] = JSON.parse(stdout);
    const failures = lines.filter(({ subject }) => subject === "fails").map(({ value }) => value);
    expect(failures).toEqual([
      expect.stringContaining("bad file descriptor"),
      expect.stringContaining("cgroup"),
      expect.stringContaining("couldn't parse UID: bob"),
      expect.stringContaining("in state "),
    ]);
    expect(exitStatus).toBe(1);
  });

  it("fails as exec does where there is no such container", async () => {
    const { exitStatus, stderr } = await runCli(
      createFakeHost({ argv: ["sallyport", "explain", "web", "ls"] }),
    );
    expect([exitStatus, stderr]).toEqual([128, expect.stringContaining('container "web"')]);
  });
});
