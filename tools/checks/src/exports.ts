import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkTypes } from "./check-types.ts";
import { lintTarball } from "./lint-tarball.ts";
import { type PublicPackage, publicPackages } from "./public-packages.ts";
import { run } from "./run.ts";
import { workspaceFolder } from "./workspace-folder.ts";

const packages = publicPackages(workspaceFolder);
const folder = mkdtempSync(join(tmpdir(), "sallyport-exports-"));
try {
  const filters = packages.flatMap(({ name }) => ["--filter", name]);
  const pack = ["--silent", "--recursive", ...filters, "pack", "--pack-destination", folder];
  await run("pnpm", pack, workspaceFolder);
  const problems = (await Promise.all(packages.map(checkPackage))).flat();
  for (const problem of problems) console.error(problem);
  console.log(`exports: ${packages.length} packages, ${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function checkPackage({ name, tarball, nativeEntryPoints }: PublicPackage): Promise<string[]> {
  const path = join(folder, tarball);
  const found = [...(await lintTarball(readFileSync(path))), ...(await checkTypes(path, nativeEntryPoints))];
  return found.map((problem) => `${name}: ${problem}`);
}
