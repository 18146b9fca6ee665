import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createHostBundle } from "./create-host-bundle.ts";
import { createScratchFolder } from "./scratch-folder.ts";
import { installOciRuntime } from "./oci-runtimes.ts";
import { startContainer } from "./start-container.ts";
import { removeAbandoned } from "./leftovers.ts";
import { runtimesManifest } from "./find-runtimes.ts";
import { installEngines } from "./install-engines.ts";
import { installShells } from "./install-shells.ts";
import { installConmon, installRootfsContents, installRunsc } from "./install-components.ts";
import { probeRunsc } from "./probe-runsc.ts";
import { runscLabel } from "./describe-runsc.ts";
import {
  type MissingComponent,
  type OciRuntime,
  type OciRuntimeName,
  ociRuntimeNames,
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
 * of each. What is there already is kept. What cannot be had or cannot run is named in `missing`.
 * @throws SallyportError when busybox or the guest programs cannot be had: no sandbox can be made then.
 */
export async function installRuntimes({
  progress = () => undefined,
}: InstallOptions = {}): Promise<Runtimes> {
  removeAbandoned();
  const contents = await installRootfsContents(progress);
  const runsc: Runsc[] = [];
  const missing: MissingComponent[] = [];

  async function orMissing<T>(label: string, install: () => Promise<T>): Promise<T | undefined> {
    try {
      return await install();
    } catch (error) {
      missing.push({ label, reason: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  }

  for (const release of runscReleases) {
    const installed = await orMissing(runscLabel(release), () =>
      installAndProbe(release, contents, progress),
    );
    if (installed !== undefined) runsc.push(installed);
  }
  const conmon = await orMissing("conmon", () => installConmon(progress));
  const oci: OciRuntime[] = [];
  for (const name of ociRuntimeNames) {
    const installed = await orMissing(name, () => installAndProbeOci(name, contents, progress));
    if (installed !== undefined) oci.push(installed);
  }
  const engines = await orMissing("podman and containerd", () => installEngines(progress));
  const shells = await orMissing("zsh and fish", () => installShells(progress));
  const runtimes = { runsc, oci, contents, conmon, engines, shells, missing };
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

async function installAndProbeOci(
  name: OciRuntimeName,
  contents: RootfsContents,
  progress: (line: string) => void,
): Promise<OciRuntime> {
  const runtime = await installOciRuntime(name, progress);
  await using scratch = createScratchFolder();
  const bundle = await createHostBundle({ folder: join(scratch.path, "bundle"), contents });
  await using _ = await startContainer({ runtime, bundle });
  progress(`${runtime.label} runs`);
  return runtime;
}

async function writeManifest(runtimes: Runtimes): Promise<void> {
  const path = runtimesManifest();
  const partial = `${path}.${process.pid}.partial`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(partial, `${JSON.stringify(runtimes, undefined, 2)}\n`);
  await rename(partial, path);
}
