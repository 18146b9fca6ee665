import { join } from "node:path";
import { cacheFolder, runCommand, workspaceFolder } from "@sallyport/testkit";
import { buildExecutable, type ExecutableOptions } from "./build-executable.ts";
import type { Target } from "./target.ts";

/** The executable `sallyport`, with the waiter in it. */
export async function buildSallyport(options: Omit<ExecutableOptions, "entry" | "programs">): Promise<void> {
  const path = await buildWaiter(options.target);
  await buildExecutable({
    ...options,
    entry: join(workspaceFolder(), "packages/cli/src/quickjs/main.ts"),
    programs: [{ name: "sallyport-waiter", path }],
  });
}

async function buildWaiter({ name, cc, strip }: Target): Promise<string> {
  const sources = join(workspaceFolder(), "packages/helper/native");
  const build = cacheFolder("quickjs", `waiter-${name}`);
  const variables = [`build=${build}`, `CC=${cc}`, `STRIP=${strip}`];
  await runCommand("make", ["--silent", "--directory", sources, ...variables]);
  return join(build, "sallyport-waiter");
}
