import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../sandboxes/run-command.ts";
import { createScratchFolder } from "../sandboxes/scratch-folder.ts";
import type { Machine } from "./install-machine.ts";

/** Profiles of AppArmor as the machine's kernel takes them. apparmor_parser(8) */
export async function compileProfiles(
  { apparmorParser, apparmorFeatures, libraries }: Machine,
  profiles: string,
): Promise<Buffer> {
  await using scratch = createScratchFolder();
  const [source, compiled] = [join(scratch.path, "profiles"), join(scratch.path, "compiled")];
  await writeFile(source, profiles);
  const options = ["--quiet", "--skip-cache", "--skip-kernel-load", "--kernel-features", apparmorFeatures];
  await runCommand(apparmorParser, [...options, "--ofile", compiled, source], {
    environment: { LD_LIBRARY_PATH: libraries },
  });
  return await readFile(compiled);
}
