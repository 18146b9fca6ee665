import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface PackageFile {
  /** Below the package's folder. */
  readonly path: string;
  readonly mode: 0o644 | 0o755;
  /** Its text, or the path of the file that is copied. */
  readonly content: { readonly text: string } | { readonly copyOf: string };
}

/** Writes a package's folder, modes included: npm keeps them. */
export function writePackage(folder: string, manifest: object, files: readonly PackageFile[]): void {
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  for (const { path, mode, content } of [
    { path: "package.json", mode: 0o644, content: { text } } as const,
    ...files,
  ]) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    if ("text" in content) writeFileSync(target, content.text);
    else copyFileSync(content.copyOf, target);
    chmodSync(target, mode);
  }
}
