import { existsSync } from "node:fs";
import { arch } from "node:os";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { downloadPackage, downloadWithDependencies } from "./apt/download-package.ts";
import { cacheFolder } from "./cache-folder.ts";
import { describeRunsc } from "./describe-runsc.ts";
import { describeConmon } from "./describe-conmon.ts";
import { buildGuestPrograms } from "./guest-programs.ts";
import { installOnce } from "./install-once.ts";
import { runCommand } from "./run-command.ts";
import type { Conmon, RootfsContents, Runsc, RunscRelease } from "./runtimes.ts";

type Progress = (line: string) => void;

/** A static busybox of Debian bookworm, and the guest programs compiled with this machine's C compiler. */
export async function installRootfsContents(progress: Progress): Promise<RootfsContents> {
  const folder = await installPackage("busybox-static", "bookworm", progress);
  // Debian moved /bin below /usr after bookworm.
  const candidates = ["bin/busybox", "usr/bin/busybox"].map((path) => join(folder, path));
  const busybox = candidates.find((path) => existsSync(path));
  if (busybox === undefined) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", `no busybox in ${folder}`);
  }
  return { busybox, programs: await buildGuestPrograms() };
}

const suites: Readonly<Record<RunscRelease, string>> = { "20240729": "trixie", "20221219": "bookworm" };

/** A release of runsc from the Debian suite that has it. */
export async function installRunsc(release: RunscRelease, progress: Progress): Promise<Runsc> {
  const suite = suites[release];
  const folder = await installPackage("runsc", suite, progress);
  const runsc = await describeRunsc(join(folder, "usr/bin/runsc"));
  if (runsc.release === release) return runsc;
  throw new SallyportError(
    "SALLYPORT_UNSUPPORTED",
    `Debian ${suite} has runsc ${runsc.release} now, not ${release}`,
    { hint: `remove ${folder} to fetch it again` },
  );
}

/** Podman's monitor of Debian bookworm, with that release's libraries: it runs whatever this machine has. */
export async function installConmon(progress: Progress): Promise<Conmon> {
  const folder = await installPackage("conmon", "bookworm", progress, downloadWithDependencies);
  const conmon = await describeConmon(folder);
  progress(`${conmon.label} runs`);
  return conmon;
}

/** Unpacks a package of a Debian suite below `.cache` once. */
export function installPackage(
  name: string,
  suite: string,
  progress: Progress,
  download: typeof downloadWithDependencies = async (...what) => [await downloadPackage(...what)],
): Promise<string> {
  return installOnce(cacheFolder("runtimes", `${name}-${suite}-${arch()}`), async (folder) => {
    progress(`fetching ${name} of Debian ${suite}`);
    const archives = await download({ name, suite }, cacheFolder("apt", suite));
    for (const archive of archives) await runCommand("dpkg-deb", ["--extract", archive, folder]);
  });
}
