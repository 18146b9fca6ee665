import { arch } from "node:os";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { downloadPackage } from "./apt/download-package.ts";
import { cacheFolder } from "./cache-folder.ts";
import { installOnce } from "./install-once.ts";
import { runCommand } from "./run-command.ts";
import type { OciRuntime, OciRuntimeName } from "./runtimes.ts";

const suite = "bookworm";

/** Debian's package of each, and the libraries of its own that a bare machine may lack. */
const packages: Readonly<Record<OciRuntimeName, readonly string[]>> = {
  runc: ["runc", "libseccomp2"],
  crun: ["crun", "libyajl2", "libseccomp2", "libcap2"],
};
const programs: Readonly<Record<OciRuntimeName, string>> = { runc: "usr/sbin/runc", crun: "usr/bin/crun" };

/** The runtimes of Debian bookworm for containers on the host's own kernel: runc 1.1.5, crun 1.8.1. */
export async function installOciRuntime(
  name: OciRuntimeName,
  progress: (line: string) => void,
): Promise<OciRuntime> {
  const target = cacheFolder("runtimes", `${name}-${suite}-${arch()}`);
  const folder = await installOnce(target, async (partial) => {
    for (const each of packages[name]) {
      progress(`fetching ${each} of Debian ${suite}`);
      const archive = await downloadPackage({ name: each, suite }, cacheFolder("apt", suite));
      await runCommand("dpkg-deb", ["--extract", archive, partial]);
    }
  });
  const triplet = `${arch() === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`;
  const libraries = ["usr/lib", "lib"].map((each) => join(folder, each, triplet)).join(":");
  const path = join(folder, programs[name]);
  const { stdout } = await runCommand(path, ["--version"], { environment: { LD_LIBRARY_PATH: libraries } });
  const version = /version (\d+(?:\.\d+)+)/.exec(stdout)?.[1];
  if (version === undefined) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", `${path} --version names no version`);
  }
  return { name, path, libraries, label: `${name} ${version}` };
}
