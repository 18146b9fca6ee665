import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";

/** Compiles a program of `test-e2e/native`, and gives its path in the cases of a file. */
export function useNativeProgram(name: string): () => string {
  const source = fileURLToPath(new URL(`../../native/${name}.c`, import.meta.url));
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), `sallyport-${name}-`));
    const options = ["-std=c11", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror"];
    execFileSync("cc", [...options, "-o", join(folder, name), source]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return () => join(folder, name);
}
