import { createFakeHost, type FakeHostOptions } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { runCli } from "../../test/run-cli.ts";

const folder = "/usr/lib/node_modules";
const manifest = (changes: object = {}) => ({
  api: "1.0",
  id: "pigeon",
  summary: "birds",
  module: "./index.js",
  capabilities: { signals: "kill" },
  ...changes,
});
const packageJson = (name: string, transport?: object) =>
  JSON.stringify({
    name,
    version: "3.2.1",
    ...(transport === undefined ? {} : { sallyport: { transport } }),
  });

const files = {
  [`${folder}/@sallyport/transport-pigeon/package.json`]: packageJson(
    "@sallyport/transport-pigeon",
    manifest(),
  ),
  [`${folder}/sallyport-transport-broken/package.json`]: packageJson("sallyport-transport-broken"),
  [`${folder}/sallyport-transport-pigeon/package.json`]: packageJson("hidden", manifest()),
  [`${folder}/express/package.json`]: packageJson("express"),
  "/etc/sallyport/config.json": JSON.stringify({ transports: { lab: { package: "./lab" } } }),
  "/etc/sallyport/lab/package.json": packageJson("lab", manifest({ id: "lab", summary: "a lab" })),
};

const run = (args: readonly string[], options: FakeHostOptions = {}) =>
  runCli(createFakeHost({ argv: ["sallyport", "transports", ...args], ...options }), undefined, {
    folder: `${folder}/@sallyport/cli/dist`,
  });

describe("sallyport transports", () => {
  it("lists what is built in", async () => {
    const { exitStatus, stdout, stderr } = await run([]);
    expect(stdout.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
      ["NAME", "SOURCE", "VERSION", "SUMMARY"],
      ["socket", "built-in", "gVisor's control socket"],
      ["ptrace-host", "built-in", "the host's own kernel: containers of runc and crun"],
      [""],
    ]);
    expect({ exitStatus, stderr }).toEqual({ exitStatus: 0, stderr: "" });
  });

  it("lists what is configured and what is installed, and warns of what cannot be used", async () => {
    const { exitStatus, stdout, stderr } = await run([], { files });
    expect(stdout.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
      ["NAME", "SOURCE", "VERSION", "SUMMARY"],
      ["socket", "built-in", "gVisor's control socket"],
      ["ptrace-host", "built-in", "the host's own kernel: containers of runc and crun"],
      ["lab", "configured", "3.2.1", "a lab"],
      ["pigeon", "installed", "3.2.1", "birds"],
      ["broken", "installed", "cannot be used"],
      [""],
    ]);
    expect(stderr).toBe(
      `transport "broken" cannot be used: ${folder}/sallyport-transport-broken/package.json has no ` +
        "sallyport.transport: the package is no transport for sallyport\n",
    );
    expect(exitStatus).toBe(0);
  });

  it("prints all that is known without running them", async () => {
    const { stdout, stderr } = await run(["--json"], { files });
    const [socket, , lab, , broken]: readonly unknown[] = JSON.parse(stdout);
    expect(socket).toMatchObject({ name: "socket", source: "built-in", capabilities: { tty: "native" } });
    expect(lab).toMatchObject({
      name: "lab",
      source: "configured",
      id: "lab",
      package: "lab",
      version: "3.2.1",
      folder: "/etc/sallyport/lab",
      api: "1.0",
      summary: "a lab",
      capabilities: { signals: "kill", tty: "none" },
    });
    expect(broken).toEqual({ name: "broken", source: "installed", problem: expect.any(String) });
    expect(stderr).toBe("");
  });
});
