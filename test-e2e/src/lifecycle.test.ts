import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OciProcess } from "@sallyport/core";
import { describe, expect, it, vi } from "vitest";
import { listenForConsole } from "./support/console-receiver.ts";
import { startTerminalSession } from "./support/terminal-session.ts";
import { type Changes, useBundles, usualNamespaces } from "./support/use-bundles.ts";

const sleeping: Changes = { process: { args: ["/bin/sleep", "1000"] } };
/** A busy machine takes its time. */
const patience = { timeout: 30_000, interval: 100 };
const done = { status: 0, stderr: "" };

describe("a container of our own", () => {
  const bundles = useBundles();
  const { run, leave, write, expectNothingLeft } = bundles;
  const statusOf = async (id: string): Promise<string> =>
    JSON.parse((await run(["state", id])).stdout).status;

  it("runs, gives its exit status, and leaves nothing", async () => {
    const bundle = write({ process: { args: ["/bin/sh", "-c", "echo out; echo err >&2; exit 7"] } });
    const { status, stdout, stderr } = await run(["run", "--bundle", bundle, "once"]);
    expect({ status, stdout, stderr }).toEqual({ status: 7, stdout: "out\n", stderr: "err\n" });
    expectNothingLeft("once");
  });

  it("ends as a signal ended its process", async () => {
    const { status } = await bundles.shell("sleep 1000 & kill -9 $!; wait $!; exit $?");
    expect(status).toBe(137);
  });

  it("is created, started, joined, paused, resumed, killed and deleted", async () => {
    const pidFile = join(bundles.folder, "pid");
    expect(await leave(["create", "--bundle", write(sleeping), "--pid-file", pidFile, "web"])).toMatchObject(
      done,
    );
    const pid = Number(readFileSync(pidFile, "utf8"));
    expect(JSON.parse((await run(["state", "web"])).stdout)).toMatchObject({ status: "created", pid });
    expect(await run(["exec", "web", "/bin/echo", "joined"])).toMatchObject({
      status: 0,
      stdout: "joined\n",
    });
    expect(await run(["start", "web"])).toMatchObject(done);
    await vi.waitFor(async () => {
      expect((await run(["ps", "web"])).stdout).toContain("sleep 1000");
    }, patience);
    expect((await run(["exec", "web", "/bin/sh", "-c", "echo $PPID; cat /proc/1/comm"])).stdout).toBe(
      "0\nsleep\n",
    );
    expect(await run(["pause", "web"])).toMatchObject(done);
    expect(await statusOf("web")).toBe("paused");
    expect(await run(["resume", "web"])).toMatchObject(done);
    expect(await statusOf("web")).toBe("running");
    expect(await run(["kill", "web", "KILL"])).toMatchObject(done);
    await vi.waitFor(async () => expect(await statusOf("web")).toBe("stopped"), patience);
    expect(await run(["delete", "web"])).toMatchObject(done);
    expectNothingLeft("web");
  });

  it.each<[string, readonly string[], string]>([
    ["created again", ["create", "--bundle", "BUNDLE", "up"], "container with id exists: up"],
    ["started again", ["start", "up"], 'cannot start container "up": it was started already'],
    ["deleted", ["delete", "up"], 'cannot delete container "up" that is not stopped: running'],
    ["resumed", ["resume", "up"], 'cannot resume container "up" in state running'],
  ])("that runs cannot be %s", async (_, words, message) => {
    const bundle = write(sleeping);
    await leave(["run", "--detach", "--bundle", bundle, "up"]);
    const { status, stderr } = await leave(words.map((word) => (word === "BUNDLE" ? bundle : word)));
    expect({ status, message: stderr.split("\n")[0] }).toEqual({ status: 128, message });
    expect(await run(["delete", "--force", "up"])).toMatchObject(done);
    expectNothingLeft("up");
  });

  it("that died before it was started cannot be: ENXIO", async () => {
    await leave(["create", "--bundle", write(sleeping), "dead"]);
    await run(["kill", "dead", "KILL"]);
    await vi.waitFor(async () => expect(await statusOf("dead")).toBe("stopped"), patience);
    const { status, stderr } = await run(["start", "dead"]);
    expect(status).toBe(128);
    expect(stderr).toContain(
      'cannot start container "dead": it has stopped: open exec.fifo: no such device or address',
    );
    await run(["delete", "dead"]);
    expectNothingLeft("dead");
  });

  it.each<[string, Changes, string]>([
    [
      "no such program",
      { process: { args: ["nosuch"] } },
      'exec: "nosuch": executable file not found in $PATH',
    ],
    [
      "no such working directory",
      { process: { cwd: "/nosuch" } },
      'chdir to cwd ("/nosuch") set in config.json failed: no such file or directory',
    ],
    ["no root file system", { root: { path: "/nosuch" } }, "open /nosuch: no such file or directory"],
    [
      "a setting of the host",
      { linux: { sysctl: { "kernel.panic": "1" } } },
      'linux.sysctl "kernel.panic" must be a setting of a namespace that the container has of its own',
    ],
    [
      "a file system that is none",
      { mounts: [{ destination: "/x", type: "nosuchfs" }] },
      "mount nosuchfs at /x: fsopen: no such device",
    ],
    [
      "a namespace that is none",
      { linux: { namespaces: [{ type: "mount" }, { type: "network", path: "/dev/null" }] } },
      "join net namespace: setns: invalid argument",
    ],
    [
      "a hook that fails",
      { hooks: { createRuntime: [{ path: "/bin/false" }] } },
      "createRuntime hook /bin/false: exit status 1",
    ],
  ])("leaves nothing when it fails: %s", async (_, changes, message) => {
    for (const command of ["create", "run"]) {
      const { status, stderr } = await leave([command, "--bundle", write(changes), "failed"]);
      expect({ status, message: stderr.split("\n")[0] }).toEqual({ status: 128, message });
      expectNothingLeft("failed");
    }
  });

  it.each<[string, unknown, string]>([
    ["no JSON", "{", "invalid JSON"],
    ["no root", { ociVersion: "1.0.0" }, "root is missing: it must be an object"],
    [
      "a path that is none",
      { ociVersion: "1.0.0", root: { path: 7 } },
      "root.path 7 must be a string without NUL bytes",
    ],
  ])("is not made of a bundle with %s", async (_, text, message) => {
    const bundle = write();
    writeFileSync(join(bundle, "config.json"), typeof text === "string" ? text : JSON.stringify(text));
    const { status, stderr } = await run(["run", "--bundle", bundle, "invalid"]);
    expect(status).toBe(128);
    expect(stderr).toContain(`${bundle}/config.json: ${message}`);
    expectNothingLeft("invalid");
  });

  it("runs its hooks in their order and their places, with its state", async () => {
    const log = join(bundles.folder, "hooks");
    const script = (name: string) => ({
      path: "/bin/sh",
      args: ["sh", "-c", `read -r state; echo "${name} $(readlink /proc/self/ns/uts) $state" >> ${log}`],
      env: ["PATH=/bin:/usr/bin"],
    });
    const inContainer = {
      path: "/bin/sh",
      args: ["sh", "-c", "read -r state; echo $state > /tmp/hook"],
      env: ["PATH=/bin"],
    };
    const hooks = {
      createRuntime: [script("createRuntime")],
      createContainer: [script("createContainer")],
      startContainer: [inContainer],
      poststart: [script("poststart")],
      poststop: [script("poststop")],
    };
    const bundle = write({ hooks, process: { args: ["/bin/cat", "/tmp/hook"] } });
    const { status, stdout, stderr } = await run(["run", "--bundle", bundle, "hooked"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ id: "hooked", status: "created", bundle });
    const lines = readFileSync(log, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => line.split(" "));
    expect(lines.map(([name]) => name)).toEqual([
      "createRuntime",
      "createContainer",
      "poststart",
      "poststop",
    ]);
    const [runtime, container, started, stopped] = lines.map(([, namespace]) => namespace);
    expect([container === runtime, started, stopped]).toEqual([false, runtime, runtime]);
    expect(lines.map(([, , ...state]) => JSON.parse(state.join(" ")).status)).toEqual([
      "creating",
      "creating",
      "running",
      "stopped",
    ]);
  });

  it("has the limits of its configuration", async () => {
    const resources = {
      memory: { limit: 64 * 1024 * 1024 },
      pids: { limit: 20 },
      cpu: { quota: 50_000, period: 100_000, shares: 512 },
    };
    await leave(["run", "--detach", "--bundle", write({ ...sleeping, linux: { resources } }), "limited"]);
    const { cgroups } = JSON.parse(readFileSync(join(bundles.root, "limited", "sallyport.json"), "utf8"));
    const limit = (controller: string, legacy: string, unified: string): string => {
      const own = cgroups.find((each: { controllers: string[] }) => each.controllers.includes(controller));
      const { path } = own ?? cgroups.find(({ version }: { version: number }) => version === 2);
      return readFileSync(join(path, own === undefined ? unified : legacy), "utf8").trim();
    };
    expect(limit("memory", "memory.limit_in_bytes", "memory.max")).toBe("67108864");
    expect(limit("pids", "pids.max", "pids.max")).toBe("20");
    expect(limit("cpu", "cpu.cfs_quota_us", "cpu.max")).toMatch(/^50000/);
    await run(["delete", "--force", "limited"]);
    expectNothingLeft("limited");
  });

  it("has ids of its own in a user namespace", async () => {
    const mappings = [{ containerID: 0, hostID: 100_000, size: 65_536 }];
    const linux = {
      namespaces: [...usualNamespaces, { type: "user" as const }],
      uidMappings: mappings,
      gidMappings: mappings,
    } as NonNullable<Changes["linux"]>;
    const { stdout, stderr } = await bundles.shell(
      "id -u; cat /proc/self/uid_map; ls -ln /dev/null /dev/zero; echo > /dev/null",
      { linux },
    );
    expect(stderr).toBe("");
    expect(stdout).toMatch(
      /^0\n +0 +100000 +65536\ncrw-rw-rw- .* 1, +3 .*\/dev\/null\ncrw-rw-rw- .* 1, +5 .*\/dev\/zero\n$/,
    );
  });

  it("has a terminal, shown on ours", async () => {
    const bundle = write({
      process: {
        terminal: true,
        args: ["/bin/sh", "-c", "tty; ls -l /dev/console; stty size; read line; echo got=$line; exit 9"],
      },
    });
    await using terminal = await startTerminalSession({
      go: bundles.words(["run", "--bundle", bundle, "terminal"]),
    });
    const mode = terminal.mode();
    terminal.type("go\n");
    await terminal.seen("/dev/pts/0\r\n");
    await terminal.seen("24 80\r\n");
    terminal.type("hello\n");
    await terminal.seen("got=hello\r\n");
    expect((await terminal.prompt()).status).toBe(9);
    expect(terminal.mode()).toBe(mode);
    expectNothingLeft("terminal");
  });

  it.each<[string, OciProcess["consoleSize"], string]>([
    ["ours", undefined, "31 97"],
    ["that of its configuration", { height: 12, width: 34 }, "12 34"],
  ])("has a terminal of the right size from its beginning: %s", async (_, consoleSize, wanted) => {
    const bundle = write({ process: { terminal: true, consoleSize, args: ["/bin/stty", "size"] } });
    const size = { rows: 31, columns: 97 };
    const words = bundles.words(["run", "--bundle", bundle, "sized"]);
    await using terminal = await startTerminalSession({ go: words }, size);
    for (let times = 0; times < 10; times++) {
      terminal.type("go\n");
      expect(await terminal.prompt()).toEqual({ output: `go\r\n${wanted}\r\n`, status: 0 });
    }
  });

  it("gives its terminal to a console socket", async () => {
    const bundle = write({
      process: {
        terminal: true,
        consoleSize: { height: 40, width: 132 },
        args: ["/bin/sh", "-c", "stty size; read line; echo got=$line"],
      },
    });
    using receiver = listenForConsole(bundles.folder, "console");
    const creating = leave(["create", "--bundle", bundle, "--console-socket", receiver.path, "remote"]);
    const terminal = await receiver.received();
    expect(await creating).toMatchObject(done);
    await run(["start", "remote"]);
    await terminal.seen("40 132\r\n");
    terminal.type("hello\n");
    await terminal.seen("got=hello\r\n");
    await run(["delete", "--force", "remote"]);
    expectNothingLeft("remote");
  });
});
