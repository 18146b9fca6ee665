import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface PublicPackage {
  readonly name: string;
  /** What `pnpm pack` calls it. */
  readonly tarball: string;
  /** Entry points that are native code: they have no types. */
  readonly nativeEntryPoints: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
}

/** The packages that are published: those that are not private. */
export function publicPackages(workspace: string): PublicPackage[] {
  return readdirSync(join(workspace, "packages")).flatMap((folder) => {
    const path = join(workspace, "packages", folder, "package.json");
    const manifest: Manifest = JSON.parse(readFileSync(path, "utf8"));
    return manifest.private === true ? [] : [describePackage(manifest)];
  });
}

export function describePackage({ name, version, exports = {} }: Manifest): PublicPackage {
  return {
    name,
    tarball: `${name.replace("@", "").replace("/", "-")}-${version}.tgz`,
    nativeEntryPoints: Object.keys(exports).filter((entryPoint) => isNativeCode(exports[entryPoint])),
  };
}

function isNativeCode(target: unknown): boolean {
  return typeof target === "string" && target.startsWith("./build/");
}
