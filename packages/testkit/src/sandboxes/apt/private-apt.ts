import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { type CommandOptions, runCommand } from "../run-command.ts";
import { withRetries } from "../with-retries.ts";
import { chooseDebianArchive, type PackageKind, withSuite } from "./choose-debian-archive.ts";
import { formatDeb822Source } from "./format-deb822-source.ts";
import { readAptSources } from "./read-apt-sources.ts";

/** apt-get that knows one suite of one archive. */
export type PrivateApt = (args: readonly string[], options?: CommandOptions) => Promise<void>;

/** Those of this process, by what they were made for: lists that it fetched are fresh enough for all of its packages. */
const made = new Map<string, Promise<PrivateApt>>();

/**
 * apt for one suite of the Debian archive that this machine's apt is set up for, with lists that this process has
 * fetched. Everything it keeps is below `folder`: the system's own lists, cache and preferences are neither read nor
 * written.
 */
export async function createPrivateApt(
  folder: string,
  suite: string,
  kind: PackageKind,
): Promise<PrivateApt> {
  const key = JSON.stringify([folder, suite, kind]);
  const apt = made.get(key) ?? updatedApt(folder, suite, kind);
  made.set(key, apt);
  try {
    return await apt;
  } catch (error) {
    made.delete(key);
    throw error;
  }
}

async function updatedApt(folder: string, suite: string, kind: PackageKind): Promise<PrivateApt> {
  const archive = chooseDebianArchive(await readAptSources(), await debianCodename());
  if (archive === undefined) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", "no Debian archive in this machine's apt sources", {
      hint: "an enabled entry with a Debian suite and the component main is needed",
    });
  }
  const list = join(folder, "debian.sources");
  await Promise.all(["lists", "cache"].map((name) => mkdir(join(folder, name), { recursive: true })));
  await writeFile(list, formatDeb822Source(withSuite(archive, suite, kind)));
  // apt fails where another apt works in the same folder; those that share one wait for each other.
  const command = [join(folder, "lock"), "apt-get", ...privateOptions(folder, list), "--quiet"];
  const apt: PrivateApt = async (args, commandOptions) => {
    await withRetries(3, () => runCommand("flock", [...command, ...args], commandOptions));
  };
  await apt(["update"]);
  return apt;
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

async function debianCodename(): Promise<string | undefined> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  const value = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, "m").exec(release)?.[1];
  return value("ID") === "debian" ? value("VERSION_CODENAME") : undefined;
}
