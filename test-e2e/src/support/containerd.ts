import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRootfs, createScratchFolder, findEngines, findRuntimes } from "@sallyport/testkit";
import { afterAll, beforeAll, vi } from "vitest";
import { type ClientOptions, type Outcome, startProgram } from "./program.ts";
import { type RuntimeFiles, runtimeFiles, type RuntimeName } from "./stock-runtimes.ts";

/** Whose exec it is, of all that follow. The task is made by the real runtime in any case. */
type Whose = keyof RuntimeFiles;

/** A task of containerd, by shim v2, whose BinaryName is sallyport, or the real runtime. */
export interface ContainerdTask {
  /** `ctr task exec [flags] --exec-id ID CONTAINER command…` */
  execWords(whose: Whose, command: readonly string[], flags?: readonly string[]): string[];
  exec(
    whose: Whose,
    command: readonly string[],
    flags?: readonly string[],
    options?: ClientOptions,
  ): Promise<Outcome>;
}

const name = "web";
const patience = { timeout: 20_000, interval: 50 };

/** For the cases of a `describe`: a containerd of its own, and one task that the real runtime makes. */
export function useContainerd(runtime: RuntimeName): ContainerdTask {
  const scratch = createScratchFolder();
  const at = (path: string) => join(scratch.path, path);
  const binaries = join(findEngines().folder, "usr/bin");
  const namespace = `sallyport-${process.pid}-${runtime}`;
  /** There while execs are the real runtime's. */
  const withStock = at("with-stock");
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
    // containerd gives a runtime no flags of its owner's, and keeps the one that a task was made by.
    const binary = at(runtime);
    const script = `[ -e ${withStock} ] && exec ${stock} "$@"\nexec ${ours} --delegate ${stock} "$@"`;
    writeFileSync(binary, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
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

  const execWords: ContainerdTask["execWords"] = (whose, command, flags = []) => {
    if (whose === "stock") writeFileSync(withStock, "");
    else rmSync(withStock, { force: true });
    return words(["task", "exec", ...flags, "--exec-id", `exec-${++execs}`, name, ...command]);
  };
  return {
    execWords,
    exec: (whose, command, flags, options) =>
      startProgram(execWords(whose, command, flags), { workingDirectory: scratch.path, ...options }).ended,
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
