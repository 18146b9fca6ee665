import { join } from "node:path";
import { type MissingComponent, tryCommand, workspaceFolder } from "@sallyport/testkit";

/** Builds the static executable as `pnpm build:static` does; says why where it cannot be had. */
export async function buildStatic(): Promise<readonly MissingComponent[]> {
  const main = join(workspaceFolder(), "tools/static/dist/main.js");
  const { status, stdout, stderr } = await tryCommand(process.execPath, [main], { timeout: 900_000 });
  process.stdout.write(stdout);
  if (status === 0) return [];
  return [{ label: "the static executable", reason: stderr.trim().replaceAll("\n", "; ") }];
}
