import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PackageFile } from "./write-package.ts";

/** The manual pages of the program that is built, below `man`, as it writes them itself. */
export function manPages(workspace: string): PackageFile[] {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-man-"));
  try {
    const program = join(workspace, "packages/cli/dist/sallyport.mjs");
    execFileSync(process.execPath, [program, "man", "--output", folder]);
    return readdirSync(folder)
      .toSorted()
      .map((name) => {
        const text = readFileSync(join(folder, name), "utf8");
        return { path: `man/${name}`, mode: 0o644, content: { text } };
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
