import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findOciRuntime, findRunsc, shellQuote } from "@sallyport/testkit";
import { sallyport } from "./program.ts";

export const runtimeNames = ["runsc", "runc", "crun"] as const;
export type RuntimeName = (typeof runtimeNames)[number];

/** The files of one runtime that an engine can be told to run. */
export interface RuntimeFiles {
  /** The real runtime, as this machine needs it to be called. */
  readonly stock: string;
  /** The executable under test, as a link of the runtime's name. */
  readonly ours: string;
}

/** Writes both below `folder`. */
export function runtimeFiles(name: RuntimeName, folder: string): RuntimeFiles {
  for (const each of ["stock", "ours"]) mkdirSync(join(folder, each), { recursive: true });
  const stock = join(folder, "stock", name);
  writeFileSync(stock, `#!/bin/sh\n${stockScript(name)} "$@"\n`, { mode: 0o755 });
  const ours = join(folder, "ours", name);
  const [executable = ""] = sallyport;
  symlinkSync(executable, ours);
  return { stock, ours };
}

function stockScript(name: RuntimeName): string {
  if (name === "runsc") {
    const { path, platform } = findRunsc("20240729");
    return `exec ${shellQuote([path, "--platform", platform, "--network", "none", "--ignore-cgroups"])}`;
  }
  const { path, libraries } = findOciRuntime(name);
  const library = `export LD_LIBRARY_PATH=${shellQuote([libraries])}\n`;
  if (name === "runc") return `${library}exec ${shellQuote([path])}`;
  // As in testkit; and without cgroups, as rules about devices need a limit that a container's root may not raise.
  const crun = shellQuote([path, "--cgroup-manager=disabled"]);
  if (existsSync("/sys/fs/cgroup/cgroup.controllers")) return `${library}exec ${crun}`;
  const script = `'mount -t cgroup2 none /sys/fs/cgroup && exec "$@"'`;
  return `${library}exec unshare --mount --propagation slave sh -c ${script} sh ${crun}`;
}
