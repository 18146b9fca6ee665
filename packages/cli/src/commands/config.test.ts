import { createFakeHost, type FakeHostOptions } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { runCli } from "../../test/run-cli.ts";

const system = "/etc/sallyport/config.json";
const own = "/home/ada/.config/sallyport/config.json";

const run = (args: readonly string[], options: FakeHostOptions = {}) =>
  runCli(createFakeHost({ argv: ["sallyport", ...args], ...options }));

const files = {
  [system]: JSON.stringify({
    root: "/run/everybodys",
    orphan: true,
    transports: { lab: { package: "@acme/lab", options: { token: "secret" } }, bare: {} },
  }),
  [own]: JSON.stringify({ root: "/run/own", drainTimeout: "1m", transports: { lab: { package: "./lab" } } }),
};
const user: FakeHostOptions = {
  effectiveUid: 7,
  environment: { HOME: "/home/ada", SALLYPORT_COMPAT: "20240729" },
  files,
};

describe("sallyport config", () => {
  it("prints nothing where nothing is configured", async () => {
    expect(await run(["config"])).toEqual({ exitStatus: 0, stdout: "", stderr: "" });
  });

  it("prints what counts, and tells where it comes from", async () => {
    const { stdout } = await run(["--net-raw", "config", "--show-origin"], user);
    expect(stdout.split("\n")).toEqual([
      `${system}\troot=/run/everybodys`,
      "SALLYPORT_COMPAT\tcompat=20240729",
      "command line\tnetRaw=true",
      `${own}\tdrainTimeout=1m`,
      `${system}\torphan=true`,
      `${system}\ttransports.lab=@acme/lab`,
      `${system}\ttransports.bare=bare`,
      "",
    ]);
  });

  it("prints it without its origin, and never the options of a transport", async () => {
    const { stdout } = await run(["config"], user);
    expect(stdout).toMatch(/^root=\/run\/everybodys\ncompat=/);
    expect(stdout).not.toContain("secret");
  });

  it("prints JSON", async () => {
    const { stdout } = await run(["--root", "/x", "config", "--json"]);
    expect(JSON.parse(stdout)).toEqual([{ key: "root", value: "/x", origin: { kind: "flag" } }]);
  });

  it("prints the JSON Schema of a configuration file", async () => {
    const { stdout } = await run(["config", "--schema"]);
    expect(JSON.parse(stdout)).toMatchObject({ type: "object", properties: { root: { type: "string" } } });
  });

  it("shows characters of a value that do nothing to a terminal", async () => {
    const { stdout } = await run(["--root", "/\u001b[2J\n", "config"]);
    expect(stdout).toBe(String.raw`root=/\x1b[2J\n` + "\n");
  });

  it("tells what is wrong with a file, by its path and the path in it", async () => {
    const { exitStatus, stderr } = await run(["config"], { files: { [system]: '{"root": 7}' } });
    expect(stderr).toBe(`configuration file "${system}": root 7 must be a string\n`);
    expect(exitStatus).toBe(128);
  });

  it("has to have the file that is asked for", async () => {
    const { exitStatus, stderr } = await run(["--config", "own.json", "config"], {
      workingDirectory: "/srv",
    });
    expect(stderr).toBe(
      'configuration file "/srv/own.json": open /srv/own.json: no such file or directory\n',
    );
    expect(exitStatus).toBe(128);
  });

  it("does not keep the version from being shown", async () => {
    expect(await run(["version"], { files: { [system]: "broken" } })).toMatchObject({ exitStatus: 0 });
  });
});

describe("an exec", () => {
  it("does what the configuration says", async () => {
    const { stderr } = await run(["exec", "web", "true"], {
      files: { [system]: '{"root":"/run/configured"}' },
    });
    expect(stderr).toContain('container "web" in /run/configured');
  });
});
