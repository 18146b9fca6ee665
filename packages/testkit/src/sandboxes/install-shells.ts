import { readdirSync } from "node:fs";
import { arch } from "node:os";
import { join } from "node:path";
import { downloadPackages } from "./apt/download-package.ts";
import { cacheFolder } from "./cache-folder.ts";
import { installOnce } from "./install-once.ts";
import { runCommand } from "./run-command.ts";
import type { Shells } from "./runtimes.ts";

const suite = "bookworm";
const packages = ["zsh-static", "zsh-common", "fish", "fish-common", "libpcre2-32-0"];

/** zsh and fish of Debian bookworm, each without its user's and the machine's settings. */
export async function installShells(progress: (line: string) => void): Promise<Shells> {
  const folder = await installOnce(cacheFolder("runtimes", `shells-${suite}-${arch()}`), async (partial) => {
    progress(`fetching zsh and fish of Debian ${suite}`);
    const archives = await downloadPackages({ names: packages, suite }, cacheFolder("apt", suite));
    for (const archive of archives) await runCommand("dpkg-deb", ["--extract", archive, partial]);
  });
  const shells = { zsh: zshIn(folder), fish: fishIn(folder) };
  for (const [file = "", ...words] of Object.values(shells)) await runCommand(file, [...words, "-c", "exit"]);
  progress("zsh and fish run");
  return shells;
}

function zshIn(folder: string): string[] {
  const functions = join(folder, "usr/share/zsh/functions/Completion");
  const folders = readdirSync(functions, { withFileTypes: true }).filter((each) => each.isDirectory());
  const path = [functions, ...folders.map(({ name }) => join(functions, name))].join(":");
  return ["env", `FPATH=${path}`, join(folder, "bin/zsh-static"), "-f"];
}

function fishIn(folder: string): string[] {
  const triplet = `${arch() === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`;
  const fish = join(folder, "usr/bin/fish");
  const functions = `set fish_function_path ${join(folder, "usr/share/fish/functions")}`;
  const libraries = `LD_LIBRARY_PATH=${join(folder, "usr/lib", triplet)}`;
  return ["env", libraries, fish, "--no-config", "--init-command", functions];
}
