import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { removeAbandoned } from "./leftovers.ts";
import { runtimesManifest } from "./find-runtimes.ts";
import { installRootfsContents, installRunsc } from "./install-components.ts";
import { probeRunsc } from "./probe-runsc.ts";
import { runscLabel } from "./describe-runsc.ts";
import {
  type MissingComponent,
  type RootfsContents,
  type Runsc,
  type RunscRelease,
  runscReleases,
  type Runtimes,
} from "./runtimes.ts";

export interface InstallOptions {
  /** Told what is being done, one line at a time. */
  readonly progress?: (line: string) => void;
}

/**
 * Sets up every real runtime below `.cache/runtimes`, from this machine's own Debian archive, and runs a sandbox
 * of each. What is there already is kept. A runsc that cannot be had or cannot run is named in `missing`.
 * @throws SallyportError when busybox or the guest programs cannot be had: no sandbox can be made then.
 */
export async function installRuntimes({
  progress = () => undefined,
}: InstallOptions = {}): Promise<Runtimes> {
  removeAbandoned();
  const contents = await installRootfsContents(progress);
  const runsc: Runsc[] = [];
  const missing: MissingComponent[] = [];
  for (const release of runscReleases) {
    try {
      runsc.push(await installAndProbe(release, contents, progress));
    } catch (error) {
      missing.push({
        label: runscLabel(release),
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }
  const runtimes = { runsc, contents, missing };
  await writeManifest(runtimes);
  return runtimes;
}

async function installAndProbe(
  release: RunscRelease,
  contents: RootfsContents,
  progress: (line: string) => void,
): Promise<Runsc> {
  const runsc = await installRunsc(release, progress);
  await probeRunsc(runsc, contents);
  progress(`${runsc.label} runs`);
  return runsc;
}

async function writeManifest(runtimes: Runtimes): Promise<void> {
  const path = runtimesManifest();
  const partial = `${path}.${process.pid}.partial`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(partial, `${JSON.stringify(runtimes, undefined, 2)}\n`);
  await rename(partial, path);
}
