import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generateBundle } from "@sallyport/tools-bundle";

/** The licence texts of what others wrote and the bundle has in it: they ask for being passed on with it. */
export async function bundledLicenses(workspace: string): Promise<string> {
  const chunks = await generateBundle(join(workspace, "packages/cli/src/node/main.ts"));
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  return dependencyFolders(modules).map(licenseOf).join("\n");
}

/** `node_modules/zod` for each file below it. */
export function dependencyFolders(files: readonly string[]): string[] {
  const folders = files.flatMap((file) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].toSorted();
}

function licenseOf(folder: string): string {
  const manifest: { name: string; version: string } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const name = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (name === undefined) throw new Error(`${folder}: there is no licence text`);
  const text = readFileSync(join(folder, name), "utf8").trim();
  return `${manifest.name} ${manifest.version}\n\n${text}\n`;
}
