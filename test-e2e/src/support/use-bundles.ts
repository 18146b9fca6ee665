import { type Dirent, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OciConfiguration, OciProcess } from "@sallyport/core";
import { createRootfs, createScratchFolder, findRuntimes } from "@sallyport/testkit";
import { afterAll, beforeAll, expect } from "vitest";
import { type Client, type ClientOptions, type Outcome, sallyport, startProgram } from "./program.ts";

/** What differs from a container with a small system and a process that ends at once. */
export type Changes = Partial<Omit<OciConfiguration, "process" | "root">> & {
  readonly process?: Partial<OciProcess>;
  readonly root?: Partial<OciConfiguration["root"]>;
};

/** Bundles, and containers that sallyport makes of them, for the cases of a `describe`. */
export interface Bundles {
  readonly folder: string;
  /** The root file system that all bundles share, unless they say otherwise. */
  readonly rootfs: string;
  /** State directory: `--root`. */
  readonly root: string;
  /** Writes a bundle, by its folder. */
  readonly write: (changes?: Changes) => string;
  /** `sallyport --root ROOT args…` */
  readonly words: (args: readonly string[]) => string[];
  readonly run: (args: readonly string[], options?: ClientOptions) => Promise<Outcome>;
  readonly start: (args: readonly string[], options?: ClientOptions) => Client;
  /** `create` or `run --detach`: a container keeps the streams that it is given, for which nobody is to wait. */
  readonly leave: (args: readonly string[]) => Promise<Pick<Outcome, "status" | "stderr">>;
  /** `run` of a shell script in a container of its own. */
  readonly shell: (script: string, changes?: Changes) => Promise<Outcome>;
  /** No state, no cgroup, no process of a container with this id. */
  readonly expectNothingLeft: (id: string) => void;
}

const hidden = ["nosuid", "noexec", "nodev"];

export const usualMounts: NonNullable<OciConfiguration["mounts"]> = [
  { destination: "/proc", type: "proc", source: "proc", options: hidden },
  { destination: "/dev", type: "tmpfs", source: "tmpfs", options: ["nosuid", "mode=755", "size=64k"] },
  {
    destination: "/dev/pts",
    type: "devpts",
    source: "devpts",
    options: ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"],
  },
  { destination: "/sys", type: "sysfs", source: "sysfs", options: [...hidden, "ro"] },
];

export const usualNamespaces = (["pid", "network", "ipc", "uts", "mount", "cgroup"] as const).map((type) => ({
  type,
}));

export function useBundles(): Bundles {
  const scratch = createScratchFolder();
  const { path: folder } = scratch;
  const [rootfs, root] = [join(folder, "rootfs"), join(folder, "state")];
  const clients = new Set<number>();
  let count = 0;

  beforeAll(async () => {
    mkdirSync(rootfs);
    await createRootfs(rootfs, findRuntimes().contents);
  });
  afterAll(async () => {
    for (const id of existsSync(root) ? readdirSync(root) : []) await run(["delete", "--force", id]);
    await scratch.dispose();
  });

  const words = (args: readonly string[]): string[] => [...sallyport, "--root", root, ...args];
  const begin = (all: readonly string[], options?: ClientOptions): Client => {
    const client = startProgram(all, { workingDirectory: folder, ...options });
    clients.add(client.pid);
    return client;
  };
  const start: Bundles["start"] = (args, options) => begin(words(args), options);
  const run: Bundles["run"] = (args, options) => start(args, options).ended;

  async function leave(args: readonly string[]): Promise<Pick<Outcome, "status" | "stderr">> {
    const file = join(folder, `output-${count++}`);
    const script = ["sh", "-c", `exec "$@" < /dev/null > ${file} 2>&1`, "sh"];
    const { status } = await begin([...script, ...words(args)]).ended;
    return { status, stderr: readFileSync(file, "utf8") };
  }

  function write({ process, root: rootChange, linux, ...changes }: Changes = {}): string {
    const path = join(folder, `bundle-${count++}`);
    mkdirSync(path);
    const configuration = {
      ociVersion: "1.2.0",
      process: { args: ["/bin/true"], env: ["PATH=/bin"], cwd: "/", ...process },
      root: { path: rootfs, ...rootChange },
      mounts: usualMounts,
      ...changes,
      linux: { namespaces: usualNamespaces, ...linux },
    };
    writeFileSync(join(path, "config.json"), JSON.stringify(configuration));
    return path;
  }

  return {
    folder,
    rootfs,
    root,
    write,
    words,
    run,
    start,
    leave,
    shell(script, changes = {}) {
      const process = { args: ["/bin/sh", "-c", script], ...changes.process };
      return run(["run", "--bundle", write({ ...changes, process }), `shell-${count}`]);
    },
    expectNothingLeft(id) {
      expect(existsSync(join(root, id))).toBe(false);
      expect(cgroupsNamed(new Set([...clients].map((pid) => `sallyport-${id}-${pid}`)))).toEqual([]);
    },
  };
}

/** Cgroups with these names anywhere. */
function cgroupsNamed(names: ReadonlySet<string>): string[] {
  const find = (path: string): string[] =>
    entriesOf(path)
      .filter((each) => each.isDirectory())
      .flatMap((each) => (names.has(each.name) ? [join(path, each.name)] : find(join(path, each.name))));
  return find("/sys/fs/cgroup");
}

/** Those of others come and go meanwhile. */
function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}
