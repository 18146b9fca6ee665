import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRootfs, createScratchFolder, findEngines, findRuntimes } from "@sallyport/testkit";
import { afterAll, beforeAll, vi } from "vitest";
import { type ClientOptions, type Outcome, startProgram } from "./program.ts";
import { runtimeFiles, type RuntimeName } from "./stock-runtimes.ts";

/** A task of containerd, by shim v2, that has sallyport as its BinaryName. */
export interface ContainerdTask {
  /** `ctr task exec [flags] --exec-id ID CONTAINER command…` */
  execWords(command: readonly string[], flags?: readonly string[]): string[];
  exec(command: readonly string[], flags?: readonly string[], options?: ClientOptions): Promise<Outcome>;
}

const name = "web";
const patience = { timeout: 20_000, interval: 50 };

/** For the cases of a `describe`: a containerd of its own, and one task that the real runtime makes. */
export function useContainerd(runtime: RuntimeName): ContainerdTask {
  const scratch = createScratchFolder();
  const at = (path: string) => join(scratch.path, path);
  const binaries = join(findEngines().folder, "usr/bin");
  const namespace = `sallyport-${process.pid}-${runtime}`;
  let daemon: ChildProcess | undefined;
  let execs = 0;

  const words = (args: readonly string[]) => [
    join(binaries, "ctr"),
    "--address",
    at("socket"),
    "--namespace",
    namespace,
    ...args,
  ];
  const ctr = (args: readonly string[], options: ClientOptions = {}) =>
    startProgram(words(args), { workingDirectory: scratch.path, ...options }).ended;

  beforeAll(async () => {
    const { stock, ours } = runtimeFiles(runtime, scratch.path);
    // containerd gives a runtime no flags of its owner's.
    const binary = at(runtime);
    writeFileSync(binary, `#!/bin/sh\nexec ${ours} --delegate ${stock} "$@"\n`, { mode: 0o755 });
    writeFileSync(at("config.toml"), configuration(scratch.path));
    const log = openSync(at("log"), "a");
    daemon = spawn(join(binaries, "containerd"), ["--config", at("config.toml")], {
      env: { PATH: `${binaries}:${process.env["PATH"]}` },
      stdio: ["ignore", log, log],
    });
    mkdirSync(at("rootfs"));
    await createRootfs(at("rootfs"), findRuntimes().contents);
    await vi.waitFor(() => {
      if (!existsSync(at("socket"))) throw new Error("containerd does not listen");
    }, patience);
    const options = ["--runc-binary", binary, "--runc-root", at("runtime"), "--env", "PATH=/bin", "--rootfs"];
    const made = await ctr([
      "run",
      "--detach",
      "--null-io",
      ...options,
      at("rootfs"),
      name,
      "sleep",
      "10000",
    ]);
    if (made.status !== 0) throw new Error(made.stderr);
  });

  afterAll(async () => {
    await ctr(["task", "delete", "--force", name]);
    daemon?.kill();
    removeCgroups(namespace);
    await scratch.dispose();
  });

  const execWords: ContainerdTask["execWords"] = (command, flags = []) =>
    words(["task", "exec", ...flags, "--exec-id", `exec-${++execs}`, name, ...command]);
  return {
    execWords,
    exec: (command, flags, options) =>
      startProgram(execWords(command, flags), { workingDirectory: scratch.path, ...options }).ended,
  };
}

/** runc removes a task's cgroups, and nobody those of the namespace above it. */
function removeCgroups(namespace: string): void {
  const mounted = "/sys/fs/cgroup";
  const folders = [mounted, ...readdirSync(mounted).map((hierarchy) => join(mounted, hierarchy))];
  for (const folder of folders.map((each) => join(each, namespace))) {
    if (existsSync(folder)) rmdirSync(folder);
  }
}

/** Without the plugins that need a file system of their own, or Kubernetes. */
function configuration(folder: string): string {
  const disabled = ["cri", "btrfs", "zfs", "aufs", "devmapper"].map((each) =>
    each === "cri" ? "io.containerd.grpc.v1.cri" : `io.containerd.snapshotter.v1.${each}`,
  );
  return `version = 2
root = "${folder}/root"
state = "${folder}/state"
disabled_plugins = ${JSON.stringify([...disabled, "io.containerd.internal.v1.opt"])}
[grpc]
  address = "${folder}/socket"
[ttrpc]
  address = "${folder}/ttrpc"
`;
}
