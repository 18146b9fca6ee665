import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findOnPath } from "./find-on-path.ts";

describe("the search on PATH", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sallyport-path-"));
    for (const name of ["empty", "data", "program"]) mkdirSync(join(folder, name));
    for (const name of ["data", "program"]) writeFileSync(join(folder, name, "runsc"), "#!/bin/sh\n");
    chmodSync(join(folder, "data/runsc"), 0o644);
    chmodSync(join(folder, "program/runsc"), 0o755);
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    [["empty", "program"], "program/runsc"],
    [["data", "program"], "program/runsc"],
    [["data"], undefined],
    [["absent"], undefined],
  ])("of %j finds %s", (folders, found) => {
    const path = folders.map((name) => join(folder, name)).join(":");
    expect(findOnPath("runsc", path)).toBe(found === undefined ? undefined : join(folder, found));
  });
});
