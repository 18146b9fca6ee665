import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";

const source = fileURLToPath(new URL("../../native/subreaper.c", import.meta.url));

/** Gives the path of the program that reaps as engines do, in the cases of a file. */
export function useSubreaper(): () => string {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "sallyport-subreaper-"));
    execFileSync("cc", [
      "-std=c11",
      "-D_GNU_SOURCE",
      "-Wall",
      "-Wextra",
      "-Werror",
      "-o",
      join(folder, "subreaper"),
      source,
    ]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return () => join(folder, "subreaper");
}
