import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  createRootfs,
  createScratchFolder,
  findConmon,
  findEngines,
  findRuntimes,
  registerLeftover,
  shellQuote,
} from "@sallyport/testkit";
import { afterAll, beforeAll } from "vitest";
import { type ClientOptions, type Outcome, startProgram } from "./program.ts";
import { runtimeFiles, type RuntimeFiles, type RuntimeName } from "./stock-runtimes.ts";

/** Whose exec it is. The container is made by the real runtime in any case. */
type Whose = keyof RuntimeFiles;

/** A container of podman that runs, and is healthy while it has no `/tmp/ill`. */
export interface PodmanContainer {
  readonly folder: string;
  words(whose: Whose, args: readonly string[]): string[];
  run(whose: Whose, args: readonly string[], options?: ClientOptions): Promise<Outcome>;
  /** A shell script in which `"$@"` is podman. */
  shell(script: string, whose: Whose, args: readonly string[]): Promise<Outcome>;
  /** `podman exec [flags] CONTAINER command…` */
  exec(
    whose: Whose,
    command: readonly string[],
    flags?: readonly string[],
    options?: ClientOptions,
  ): Promise<Outcome>;
}

const name = "web";

/** For the cases of a `describe`. With sallyport as its runtime podman makes, starts and removes it: by the delegate. */
export function usePodman(runtime: RuntimeName): PodmanContainer {
  const scratch = createScratchFolder();
  const at = (path: string) => join(scratch.path, path);
  const { folder, libraries } = findEngines();
  let files: RuntimeFiles = { stock: "", ours: "" };

  const environment = (whose: Whose) => ({
    LD_LIBRARY_PATH: libraries,
    CONTAINERS_CONF: at(`${whose}.conf`),
  });
  const folders = { root: at("storage"), runroot: at("run"), tmpdir: at("tmp") };
  const storage = [
    "--storage-driver=vfs",
    ...Object.entries(folders).map(([flag, path]) => `--${flag}=${path}`),
  ];
  const words = (whose: Whose, args: readonly string[]): string[] => [
    join(folder, "usr/bin/podman"),
    ...storage,
    ...(whose === "ours" ? ["--runtime-flag", `delegate=${files.stock}`] : []),
    ...args,
  ];
  const run: PodmanContainer["run"] = (whose, args, options = {}) =>
    startProgram(words(whose, args), {
      workingDirectory: scratch.path,
      environment: environment(whose),
      ...options,
    }).ended;
  let forget = (): void => undefined;

  beforeAll(async () => {
    files = runtimeFiles(runtime, scratch.path);
    for (const whose of ["stock", "ours"] as const) {
      writeFileSync(at(`${whose}.conf`), configuration(runtime, files[whose], at("conmon")));
    }
    writeFileSync(at("conmon"), `#!/bin/sh\nexec ${shellQuote(findConmon().command)} "$@"\n`, {
      mode: 0o755,
    });
    mkdirSync(at("rootfs"));
    await createRootfs(at("rootfs"), findRuntimes().contents);
    const [file = "", ...rest] = words("stock", ["rm", "--force", "--time", "0", name]);
    forget = registerLeftover({
      deletion: { command: [file, ...rest], environment: environment("stock") },
      folder: scratch.path,
    });
    const health = ["--health-cmd", "test ! -e /tmp/ill", "--health-interval", "disable"];
    const made = await run("ours", [
      "run",
      "-d",
      "--name",
      name,
      ...health,
      "--rootfs",
      at("rootfs"),
      "sleep",
      "10000",
    ]);
    if (made.status !== 0) throw new Error(made.stderr);
  });

  afterAll(async () => {
    const removed = await run("ours", ["rm", "--force", "--time", "0", name]);
    forget();
    await scratch.dispose();
    if (removed.status !== 0) throw new Error(removed.stderr);
  });

  return {
    folder: scratch.path,
    words: (whose, args) => ["env", ...variables(environment(whose)), ...words(whose, args)],
    run,
    shell: (script, whose, args) =>
      startProgram(["sh", "-c", script, "sh", ...words(whose, args)], {
        workingDirectory: scratch.path,
        environment: environment(whose),
      }).ended,
    exec: (whose, command, flags = [], options = {}) =>
      run(whose, ["exec", ...flags, name, ...command], options),
  };
}

function variables(environment: Readonly<Record<string, string>>): string[] {
  return Object.entries(environment).map(([variable, value]) => `${variable}=${value}`);
}

/** Nothing of it needs systemd, a network, or limits that a container's root may not raise. */
function configuration(runtime: RuntimeName, file: string, conmon: string): string {
  const seccomp = join(findEngines().folder, "usr/share/containers/seccomp.json");
  return `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
log_driver = "k8s-file"
netns = "none"
seccomp_profile = ${JSON.stringify(seccomp)}
[engine]
cgroup_manager = "cgroupfs"
conmon_path = [${JSON.stringify(conmon)}]
events_logger = "file"
runtime = ${JSON.stringify(runtime)}
runtime_supports_json = ["crun", "runc", "runsc"]
[engine.runtimes]
${runtime} = [${JSON.stringify(file)}]
`;
}
