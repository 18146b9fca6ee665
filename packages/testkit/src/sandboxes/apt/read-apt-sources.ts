import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../run-command.ts";
import type { AptSource } from "./apt-source.ts";
import { parseDeb822Sources } from "./parse-deb822-sources.ts";
import { parseOneLineSources } from "./parse-one-line-sources.ts";

/** Every active source of this machine, read from where its apt is configured to look. */
export async function readAptSources(): Promise<AptSource[]> {
  const list = await configuredPath("Dir::Etc::sourcelist/f");
  const parts = await configuredPath("Dir::Etc::sourceparts/d");
  const names = await readdir(parts).catch(() => []);
  const files = [list, ...names.map((name) => join(parts, name))];
  return (await Promise.all(files.map(readSourceFile))).flat();
}

async function configuredPath(option: string): Promise<string> {
  const { stdout } = await runCommand("apt-config", ["shell", "value", option]);
  return /^value='(.*)'$/m.exec(stdout)?.[1] ?? "";
}

/** By suffix, as apt does; a file that is not there or has another suffix holds no source. */
async function readSourceFile(path: string): Promise<AptSource[]> {
  const parse = path.endsWith(".sources")
    ? parseDeb822Sources
    : path.endsWith(".list")
      ? parseOneLineSources
      : undefined;
  if (parse === undefined) return [];
  return parse(await readFile(path, "utf8").catch(() => ""));
}
