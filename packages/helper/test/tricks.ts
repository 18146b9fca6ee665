import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("tricks.c", import.meta.url));

/** Compiles tricks.c; the result removes it. For `beforeAll`. */
export function buildTricks(): { readonly path: string; readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-tricks-"));
  const path = join(folder, "tricks");
  execFileSync("cc", ["-O1", "-pthread", "-o", path, source]);
  return { path, folder, remove: () => rmSync(folder, { recursive: true }) };
}
