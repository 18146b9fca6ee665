import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder, runCommand, workspaceFolder } from "@sallyport/testkit";
import { buildExecutable, type ExecutableOptions } from "./build-executable.ts";
import type { Target } from "./target.ts";

/**
 * The executable `sallyport`, with the waiter and the supervisor in it; and beside it `sallyport.license`, the text
 * that QuickJS asks to be passed on.
 */
export async function buildSallyport(options: Omit<ExecutableOptions, "entry" | "programs">): Promise<void> {
  const build = await buildHelpers(options.target);
  await buildExecutable({
    ...options,
    entry: join(workspaceFolder(), "packages/cli/src/quickjs/main.ts"),
    programs: ["sallyport-waiter", "sallyport-supervisor"].map((name) => ({ name, path: join(build, name) })),
  });
  await writeFile(`${options.output}.license`, await quickJsLicense(options.quickjs));
}

async function quickJsLicense(sources: string): Promise<string> {
  const [version, license] = await Promise.all(
    ["VERSION", "LICENSE"].map((name) => readFile(join(sources, name), "utf8")),
  );
  return `QuickJS ${version?.trim()}\n\n${license?.trim()}\n`;
}

async function buildHelpers({ name, cc, strip }: Target): Promise<string> {
  const sources = join(workspaceFolder(), "packages/helper/native");
  const build = cacheFolder("quickjs", `helper-${name}`);
  const variables = [`build=${build}`, `CC=${cc}`, `STRIP=${strip}`];
  await runCommand("make", ["--silent", "--directory", sources, ...variables]);
  return build;
}
