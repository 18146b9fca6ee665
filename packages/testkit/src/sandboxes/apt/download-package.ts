import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { runCommand } from "../run-command.ts";
import { withRetries } from "../with-retries.ts";
import { chooseDebianArchive, withSuite } from "./choose-debian-archive.ts";
import { formatDeb822Source } from "./format-deb822-source.ts";
import { readAptSources } from "./read-apt-sources.ts";

export interface DebianPackage {
  readonly name: string;
  readonly suite: string;
}

/**
 * Downloads a package of any Debian suite from the archive that this machine's apt is set up for. Everything apt
 * keeps is below `folder`: the system's own lists, cache and preferences are neither read nor written.
 * @returns the path of the `.deb`
 */
export async function downloadPackage(wanted: DebianPackage, folder: string): Promise<string> {
  const archive = chooseDebianArchive(await readAptSources(), await debianCodename());
  if (archive === undefined) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", "no Debian archive in this machine's apt sources", {
      hint: "an enabled entry with a Debian suite and the component main is needed",
    });
  }
  const list = join(folder, "debian.sources");
  await Promise.all(["lists", "cache"].map((name) => mkdir(join(folder, name), { recursive: true })));
  await writeFile(list, formatDeb822Source(withSuite(archive, wanted.suite)));
  const options = privateOptions(folder, list);
  await withRetries(3, () => runCommand("apt-get", [...options, "--quiet", "update"]));
  return withRetries(3, () => download(folder, options, wanted));
}

function privateOptions(folder: string, list: string): string[] {
  return [
    `Dir::State::lists=${join(folder, "lists")}`,
    `Dir::Cache=${join(folder, "cache")}`,
    `Dir::Etc::sourcelist=${list}`,
    "Dir::Etc::sourceparts=/dev/null",
    "Dir::Etc::preferences=/dev/null",
    "Dir::Etc::preferencesparts=/dev/null",
    // The user _apt cannot write into a private folder.
    "APT::Sandbox::User=root",
    // Else a list that could not be fetched is only a warning. apt.conf(5) of apt 2.1.8
    "APT::Update::Error-Mode=any",
    "Acquire::Languages=none",
    "Acquire::Retries=3",
  ].flatMap((option) => ["--option", option]);
}

async function download(folder: string, options: readonly string[], wanted: DebianPackage): Promise<string> {
  const target = join(folder, wanted.name);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await runCommand("apt-get", [...options, "--quiet", "download", `${wanted.name}/${wanted.suite}`], {
    workingDirectory: target,
  });
  const file = (await readdir(target)).find((name) => name.endsWith(".deb"));
  if (file === undefined) {
    throw new SallyportError("SALLYPORT_SYSTEM_CALL", `apt-get download left no package of ${wanted.name}`);
  }
  return join(target, file);
}

async function debianCodename(): Promise<string | undefined> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  const value = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, "m").exec(release)?.[1];
  return value("ID") === "debian" ? value("VERSION_CODENAME") : undefined;
}
