import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cacheFolder, runCommand, workspaceFolder } from "@sallyport/testkit";
import { bundleProgram, type ModuleNames } from "./bundle-program.ts";
import type { Target } from "./target.ts";
import { type EmbeddedProgram, writeContents } from "./write-contents.ts";

export interface ExecutableOptions {
  /** The TypeScript module whose `start` is called first. */
  readonly entry: string;
  readonly output: string;
  readonly target: Target;
  /** QuickJS's sources. */
  readonly quickjs: string;
  readonly programs?: readonly EmbeddedProgram[];
  /** Where compiled code is kept that does not depend on the program. */
  readonly objects?: string;
}

/** Makes one static executable of a program and QuickJS. */
export async function buildExecutable(options: ExecutableOptions): Promise<void> {
  const { entry, output, target, quickjs, programs = [] } = options;
  const objects = options.objects ?? cacheFolder("quickjs", `objects-${target.name}`);
  const contents = `${output}.contents`;
  await rm(contents, { recursive: true, force: true });
  await Promise.all([contents, dirname(output)].map((folder) => mkdir(folder, { recursive: true })));
  try {
    const variables = [
      `QUICKJS=${quickjs}`,
      `OBJECTS=${objects}`,
      `CONTENTS=${contents}`,
      `OUTPUT=${output}`,
    ];
    await make([...variables, "compiler"]);
    const modules = await bundleProgram(entry, contents);
    await compileModules(join(objects, "qjsc"), modules, contents);
    await writeContents(contents, modules.all, "bytecode.c", programs);
    await make([...variables, `CC=${target.cc}`, `STRIP=${target.strip}`, "executable"]);
  } finally {
    await rm(contents, { recursive: true, force: true });
  }
}

async function make(args: readonly string[]): Promise<void> {
  const folder = join(workspaceFolder(), "packages/host/native/quickjs");
  await runCommand("make", ["--silent", "--jobs=2", "--directory", folder, ...args]);
}

/** Without debug information. Modules that others import come by themselves. */
async function compileModules(compiler: string, { all, apart }: ModuleNames, folder: string): Promise<void> {
  const [first = ""] = all;
  const named = apart.flatMap((name) => ["-D", name]);
  await runCommand(compiler, ["-c", "-m", "-s", ...named, "-o", "bytecode.c", first], {
    workingDirectory: folder,
  });
}
