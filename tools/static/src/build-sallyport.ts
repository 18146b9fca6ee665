import { existsSync } from "node:fs";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { workspaceFolder } from "@sallyport/testkit";
import { buildExecutable, type ExecutableOptions } from "./build-executable.ts";

const waiter = "packages/helper/build/sallyport-waiter";

/** The executable `sallyport`, with the waiter in it, which was built for the same machine. */
export async function buildSallyport(
  options: Omit<ExecutableOptions, "entry" | "programs"> & { readonly waiter?: string },
): Promise<void> {
  const path = options.waiter ?? join(workspaceFolder(), waiter);
  if (!existsSync(path)) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", `${path} is not built`, { hint: "run `pnpm build`" });
  }
  await buildExecutable({
    ...options,
    entry: join(workspaceFolder(), "packages/cli/src/quickjs/main.ts"),
    programs: [{ name: "sallyport-waiter", path }],
  });
}
