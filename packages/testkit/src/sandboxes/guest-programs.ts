import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "./cache-folder.ts";
import { installOnce } from "./install-once.ts";
import { runCommand } from "./run-command.ts";

const sources = fileURLToPath(new URL("../../guest/", import.meta.url));

const compilerFlags = [
  ..."-std=c11 -O2 -Wall -Wextra -Werror".split(" "),
  ..."-ffreestanding -fno-stack-protector -fno-pie -no-pie -static -nostdlib".split(" "),
];

/** Compiles every program of `guest/` once per version of its sources; gives the folder of the executables. */
export async function buildGuestPrograms(): Promise<string> {
  const names = (await readdir(sources)).filter((name) => /\.[ch]$/.test(name)).toSorted();
  const hash = createHash("sha256").update(compilerFlags.join(" "));
  for (const name of names) hash.update(name).update(await readFile(join(sources, name)));
  const target = cacheFolder("runtimes", `guest-${hash.digest("hex").slice(0, 12)}`);
  return installOnce(target, async (folder) => {
    for (const name of names.filter((each) => each.endsWith(".c"))) await compile(name, folder);
  });
}

async function compile(source: string, folder: string): Promise<void> {
  const program = join(folder, source.replace(/\.c$/, ""));
  await runCommand("cc", [...compilerFlags, "-o", program, join(sources, source)]);
}
