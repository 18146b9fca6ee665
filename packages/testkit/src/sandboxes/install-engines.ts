import { arch } from "node:os";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { downloadPackages } from "./apt/download-package.ts";
import { cacheFolder } from "./cache-folder.ts";
import { installOnce } from "./install-once.ts";
import { runCommand } from "./run-command.ts";
import type { Engines } from "./runtimes.ts";

const suite = "bookworm";

/** Both engines, and the libraries of podman that a bare machine may lack. */
const packages = [
  "podman",
  "golang-github-containers-common",
  "libassuan0",
  "libdevmapper1.02.1",
  "libgpgme11",
  "libseccomp2",
  "libsubid4",
  "containerd",
];

/** Podman 4.3 and containerd 1.6 of Debian bookworm, with nothing of them installed on this machine. */
export async function installEngines(progress: (line: string) => void): Promise<Engines> {
  const target = cacheFolder("runtimes", `engines-${suite}-${arch()}`);
  const folder = await installOnce(target, async (partial) => {
    progress(`fetching podman and containerd of Debian ${suite}`);
    const archives = await downloadPackages({ names: packages, suite }, cacheFolder("apt", suite));
    for (const archive of archives) await runCommand("dpkg-deb", ["--extract", archive, partial]);
  });
  const triplet = `${arch() === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`;
  const libraries = ["usr/lib", "lib"].map((each) => join(folder, each, triplet)).join(":");
  const version = (name: string) => versionOf(join(folder, "usr/bin", name), libraries);
  const engines = {
    podman: `podman ${await version("podman")}`,
    containerd: `containerd ${await version("containerd")}`,
    folder,
    libraries,
  };
  progress(`${engines.podman} and ${engines.containerd} run`);
  return engines;
}

async function versionOf(path: string, libraries: string): Promise<string> {
  const { stdout } = await runCommand(path, ["--version"], { environment: { LD_LIBRARY_PATH: libraries } });
  const version = /\b(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  if (version !== undefined) return version;
  throw new SallyportError("SALLYPORT_UNSUPPORTED", `${path} --version names no version`);
}
