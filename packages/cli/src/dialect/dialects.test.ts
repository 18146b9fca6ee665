import { appendText } from "@sallyport/host";
import { createFakeHost, type FakeHostOptions } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { runBesideSandbox } from "../../test/sandbox.ts";
import { runCli } from "../../test/run-cli.ts";

const real = "/usr/bin/runsc";
const configuration = "/etc/sallyport/config.json";
const configured = { [configuration]: JSON.stringify({ delegates: { runsc: real } }) };

/** On a host that has the real runtime. */
function setUp(argv: readonly string[], { files, ...options }: FakeHostOptions = {}) {
  const host = createFakeHost({
    argv,
    effectiveUid: 0,
    files: { "/opt/README": "", "/usr/bin/README": "", ...files },
    programs: { [real]: () => 0 },
    ...options,
  });
  appendText(host, real, "", 0o755);
  return host;
}

async function call(argv: readonly string[], options: FakeHostOptions = {}) {
  const host = setUp(argv, options);
  return { ...(await runCli(host)), replacement: host.fake.replacement };
}

describe("a program that is called by a runtime's name", () => {
  it.each([
    [["/usr/local/bin/runsc", "--network=none", "--log", "/tmp/log", "create", "--bundle", "/b", "web"]],
    [["runsc", "--root", "/r", "kill", "web", "9"]],
    [["runsc", "--version"]],
    [["runsc", "features"]],
    [["runsc", "--debug", "--", "state", "--", "web"]],
  ])("%j hands over to that runtime, word by word", async (argv) => {
    const { replacement } = await call(argv, { files: configured });
    expect(replacement).toMatchObject({ executable: real, argv: [real, ...argv.slice(1)] });
  });

  it("leaves out the flags that only sallyport knows", async () => {
    const own = ["--dialect", "runsc", "--delegate", real, "--compat=20240729", "--config", configuration];
    const argv = ["sallyport", ...own, "--root", "/r", "start", "--delegate", "web"];
    const { replacement } = await call(argv, { files: configured });
    expect(replacement?.argv).toEqual([real, "--root", "/r", "start", "--delegate", "web"]);
  });

  it("hands on the environment, and what tells a loop", async () => {
    const environment = { SALLYPORT_DELEGATE: real, HOME: "" };
    const { replacement } = await call(["runc", "create", "web"], { environment });
    expect(replacement?.environment).toEqual([
      `SALLYPORT_DELEGATE=${real}`,
      "HOME=",
      expect.stringMatching(/^SALLYPORT_DELEGATED=\d+ 1$/),
    ]);
  });

  it("hands over an exec into a container that it does not know", async () => {
    const argv = ["runsc", "exec", "--detach", "elsewhere", "ls", "--delegate"];
    const { replacement } = await call(argv, { files: configured });
    expect(replacement?.argv).toEqual([real, ...argv.slice(1)]);
  });

  it("runs an exec itself where it knows the container", async () => {
    const argv = ["/x/runsc", "--root", "/run/state", "--delegate", real, "exec", "web", "nosuch"];
    const { exitStatus, host, stderr } = await runBesideSandbox([], {}, { argv });
    expect(host.fake.replacement).toBeUndefined();
    expect([exitStatus, stderr]).toEqual([128, expect.stringContaining("executing processes for container")]);
  });

  it.each([
    ["runsc", 128],
    ["runc", 1],
    ["crun", 1],
  ])("%s ends with %i where it has no such command and knows no runtime that has", async (name, status) => {
    const { exitStatus, stderr } = await call([name, "checkpoint", "web"]);
    expect([exitStatus, stderr]).toEqual([
      status,
      `sallyport has no command "checkpoint", and knows no ${name} that has\n` +
        `hint: --delegate or SALLYPORT_DELEGATE names the real ${name}, and so does delegates.${name} of the configuration\n`,
    ]);
  });

  it.each([
    ["runsc", 128],
    ["runc", 255],
    ["crun", 1],
  ])("%s ends with %i when it fails", async (name, status) => {
    expect((await call([name, "exec", "elsewhere", "true"])).exitStatus).toBe(status);
  });

  it.each([
    [["runc", "exec", "--nosuch", "web", "true"], 1],
    [["crun", "exec", "--nosuch", "web", "true"], 64],
    [["crun", "--nosuch", "exec"], 64],
    [["crun", "exec", "web"], 1],
  ])("%j ends with %i", async (argv, status) => {
    expect((await call(argv)).exitStatus).toBe(status);
  });

  it.each(["runsc", "runc", "crun"])("tells its version as %s does", async (name) => {
    const { stdout } = await call([`/usr/bin/${name}`, "--version"]);
    expect(stdout).toBe(`${name} version 0.0.0\nspec: 1.2.0\nsallyport: 0.0.0\n`);
  });

  it("tells what it does itself as OCI features", async () => {
    const { stdout } = await call(["runc", "features"]);
    expect(JSON.parse(stdout)).toMatchObject({
      ociVersionMin: "1.0.0",
      linux: { seccomp: { enabled: true } },
    });
  });
});

describe("a delegate", () => {
  it.each([
    ["runsc", {}, 'delegate "runsc" must be an absolute path'],
    [real, { SALLYPORT_DELEGATED: "PID 1" }, `delegate "${real}" leads back to sallyport`],
    [real, { SALLYPORT_DELEGATED: "7 8" }, `delegate "${real}" leads back to sallyport`],
    ["/opt/none", {}, "delegate: exec /opt/none: no such file or directory"],
  ])("%s is refused with %j", async (delegate, variables, message) => {
    const pid = String(createFakeHost().process.pid);
    const environment = Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, value.replace("PID", pid)]),
    );
    const argv = ["runsc", "--log", "/tmp/log", "--delegate", delegate, "create", "web"];
    const { exitStatus, stderr, replacement } = await call(argv, { environment });
    expect(replacement).toBeUndefined();
    expect([exitStatus, stderr.split("\n")[0]]).toEqual([128, message]);
  });

  it("takes over what sallyport has no command for, under its own name as well", async () => {
    const argv = ["sallyport", "--delegate", real, "checkpoint", "web"];
    expect((await call(argv)).replacement?.argv).toEqual([real, "checkpoint", "web"]);
    expect((await call(["sallyport", "--delegate", real, "list"])).replacement).toBeUndefined();
  });
});

describe("a command that is misspelt", () => {
  it("is told with the one that was probably meant", async () => {
    expect((await call(["sallyport", "exce"])).stderr).toContain("hint: did you mean exec? commands are ");
  });
});
