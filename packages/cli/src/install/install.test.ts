import { appendText, readText } from "@sallyport/host";
import { createFakeHost, type FakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { runCli } from "../../test/run-cli.ts";

const real = "/usr/bin/runsc";

/** A machine with a real runsc; `words` are the command line. */
function setUp(words: readonly string[], files: Readonly<Record<string, string>> = {}): FakeHost {
  const argv = ["sallyport", ...words];
  const self = "/opt/sallyport";
  const host = createFakeHost({
    argv,
    self: [self],
    files: {
      [self]: "the program",
      "/usr/bin/README": "",
      "/etc/README": "",
      "/usr/local/README": "",
      ...files,
    },
    programs: { [real]: () => 0 },
  });
  appendText(host, real, "the runtime", 0o755);
  return host;
}

const standIn = (engine: string) => `/usr/local/lib/sallyport/${engine}/runsc`;
const paths = {
  podman: "/etc/containers/containers.conf.d/sallyport-runsc.conf",
  docker: "/etc/docker/daemon.json",
  containerd: "/etc/containerd/config.toml",
} as const;
type Engine = keyof typeof paths;
const engines = Object.keys(paths) as Engine[];

const command = (verb: string, engine: string) => [verb, "--engine", engine, "--runtime", "runsc"];

/** What is in the files afterwards, by path; undefined: not there. */
function contents(host: FakeHost, ...wanted: string[]) {
  return wanted.map((path) => {
    try {
      return readText(host, path);
    } catch {
      return undefined;
    }
  });
}

/** The same machine later: its files are those of the host before. */
function again(host: FakeHost, words: readonly string[]): FakeHost {
  const kept = [...engines.map(standIn), ...Object.values(paths)];
  const texts = contents(host, ...kept);
  const files = Object.fromEntries(
    kept.flatMap((path, index) => {
      const text = texts[index];
      return text === undefined ? [] : [[path, text]];
    }),
  );
  return setUp(words, files);
}

describe("sallyport install", () => {
  it.each<[Engine, string | undefined, string]>([
    [
      "podman",
      undefined,
      `# Written by sallyport install.\n[engine.runtimes]\nrunsc = ["${standIn("podman")}"]\n`,
    ],
    [
      "docker",
      '{"log-level":"warn","runtimes":{"kata":{"path":"/k"}}}',
      `${JSON.stringify({ "log-level": "warn", runtimes: { kata: { path: "/k" }, runsc: { path: standIn("docker") } } }, undefined, 2)}\n`,
    ],
    [
      "containerd",
      'version = 2\nroot = "/x"',
      `version = 2\nroot = "/x"\n# sallyport runsc: begin\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runsc]\n` +
        `runtime_type = "io.containerd.runc.v2"\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runsc.options]\n` +
        `BinaryName = "${standIn("containerd")}"\n# sallyport runsc: end\n`,
    ],
  ])("tells %s of a runtime, and leaves the rest as it is", async (engine, before, after) => {
    const path = paths[engine];
    const host = setUp(command("install", engine), before === undefined ? {} : { [path]: before });
    expect(await runCli(host)).toMatchObject({ exitStatus: 0, stderr: "" });
    expect(contents(host, path, `${path}.before-sallyport`)).toEqual([after, before]);
    expect(contents(host, standIn(engine))).toEqual([
      `#!/bin/sh\n# A runtime to engines: sallyport.\nexec /opt/sallyport --dialect=runsc --delegate=${real} "$@"\n`,
    ]);
    expect(host.files.status(standIn(engine)).mode).toBe(0o755);
  });

  it.each(engines)("changes nothing the second time, and can be undone: %s", async (engine) => {
    const untouched = { docker: "{}\n", containerd: "version = 3\n", podman: undefined }[engine];
    const first = setUp(
      command("install", engine),
      untouched === undefined ? {} : { [paths[engine]]: untouched },
    );
    await runCli(first);
    const second = again(first, command("install", engine));
    expect((await runCli(second)).stdout).toBe("nothing to do\n");
    const undone = again(first, command("uninstall", engine));
    expect((await runCli(undone)).exitStatus).toBe(0);
    expect(contents(undone, standIn(engine), paths[engine])).toEqual([undefined, untouched]);
    const once = again(undone, command("uninstall", engine));
    expect((await runCli(once)).stdout).toBe("nothing to do\n");
  });

  it.each(engines)("only shows what it would do to %s in a dry run", async (engine) => {
    const host = setUp([...command("install", engine), "--dry-run"]);
    const { exitStatus, stdout } = await runCli(host);
    expect([exitStatus, stdout]).toEqual([0, expect.stringContaining(`write ${paths[engine]}\n  `)]);
    expect(contents(host, paths[engine], standIn(engine))).toEqual([undefined, undefined]);
  });

  it.each<[string[], Record<string, string>, string]>([
    [["install", "--runtime", "runsc"], {}, "--engine is required: podman, containerd, docker"],
    [["install", "--engine", "podman"], {}, "--runtime is required: runsc, runc, crun"],
    [
      ["install", "--engine", "lxc"],
      {},
      'invalid value "lxc" for flag -engine: expected podman, containerd or docker',
    ],
    [["install", "--engine", "podman", "--runtime", "crun"], {}, "there is no crun in /usr/local/sbin"],
    [
      ["--delegate", "/opt/sallyport", ...command("install", "podman")],
      {},
      'delegate "/opt/sallyport" must be a runsc that can be executed',
    ],
    [command("install", "docker"), { [paths.docker]: "[]" }, "/etc/docker/daemon.json: runtimes must be"],
    [command("install", "docker"), { [paths.docker]: "{" }, "/etc/docker/daemon.json: "],
    [command("install", "containerd"), { [paths.containerd]: "root = 1" }, "its version must be 2 or 3"],
    [
      command("install", "containerd"),
      {
        [paths.containerd]: 'version = 2\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runsc]\n',
      },
      "/etc/containerd/config.toml: it has a runtime runsc already",
    ],
  ])("refuses %j beside %j", async (words, files, message) => {
    const host = setUp(words, files);
    const { exitStatus, stderr } = await runCli(host);
    expect([exitStatus, stderr]).toEqual([128, expect.stringContaining(message)]);
    expect(contents(host, standIn("podman"))).toEqual([undefined]);
  });
});
