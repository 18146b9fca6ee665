import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npmPack } from "./npm-pack.ts";
import { writePackage } from "./write-package.ts";

interface LibraryManifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const workspace = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Packs packages of this workspace as they are published, from what is built, with all that they depend on: tarballs in
 * `output`, which npm installs together without a registry.
 *
 * @param names of folders in `packages`
 */
export async function packLibraries(names: readonly string[], output: string): Promise<readonly string[]> {
  const folders = withDependencies(names.map((name) => join(workspace, "packages", name)));
  const scratch = mkdtempSync(join(tmpdir(), "sallyport-pack-"));
  try {
    mkdirSync(output, { recursive: true });
    const sources = [...folders].map((folder, index) => copyPublished(folder, join(scratch, String(index))));
    return await npmPack(sources, output);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Folders of packages, and of everything below them. */
function withDependencies(folders: readonly string[], found = new Set<string>()): ReadonlySet<string> {
  for (const folder of folders.map((path) => realpathSync(path))) {
    if (found.has(folder)) continue;
    found.add(folder);
    const names = Object.keys(manifestOf(folder).dependencies ?? {});
    withDependencies(
      names.map((name) => dependencyFolder(folder, name)),
      found,
    );
  }
  return found;
}

function dependencyFolder(folder: string, name: string): string {
  return join(folder, "node_modules", name);
}

/** A package of others is as it was published; ours name their dependencies as this workspace understands them. */
function copyPublished(folder: string, target: string): string {
  const manifest = manifestOf(folder);
  if (!folder.startsWith(join(workspace, "packages"))) {
    cpSync(folder, target, { recursive: true });
    return target;
  }
  const dependencies = Object.fromEntries(
    Object.keys(manifest.dependencies ?? {}).map((name) => [
      name,
      manifestOf(dependencyFolder(folder, name)).version,
    ]),
  );
  writePackage(target, { ...manifest, dependencies, devDependencies: undefined }, []);
  cpSync(join(folder, "dist"), join(target, "dist"), { recursive: true });
  return target;
}

function manifestOf(folder: string): LibraryManifest {
  const manifest: LibraryManifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return manifest;
}
