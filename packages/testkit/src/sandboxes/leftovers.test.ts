import { existsSync } from "node:fs";
import { mkdir, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { cacheFolder } from "./cache-folder.ts";
import { registerLeftover, removeAbandoned } from "./leftovers.ts";
import { tryCommand } from "./run-command.ts";
import { createScratchFolder, type ScratchFolder } from "./scratch-folder.ts";

const records = cacheFolder("leftovers");

async function recordsOf(pid: number): Promise<string[]> {
  const names = existsSync(records) ? await readdir(records) : [];
  return names.filter((name) => name.startsWith(`${pid}-`));
}

/** The number of a process that has just ended. */
async function endedProcess(): Promise<number> {
  return Number((await tryCommand("sh", ["-c", "echo $$"])).stdout);
}

describe("what a process leaves behind", () => {
  let scratch: ScratchFolder | undefined;

  afterEach(() => scratch?.dispose());

  it("is on record until it is removed", async () => {
    const before = await recordsOf(process.pid);
    scratch = createScratchFolder();
    expect(await recordsOf(process.pid)).toHaveLength(before.length + 1);
    await scratch.dispose();
    expect(await recordsOf(process.pid)).toEqual(before);
    expect(existsSync(scratch.path)).toBe(false);
  });

  it("stays while its process runs", () => {
    scratch = createScratchFolder();
    removeAbandoned();
    expect(existsSync(scratch.path)).toBe(true);
  });

  it("is removed once its process has gone", async () => {
    scratch = createScratchFolder();
    const folder = join(scratch.path, "abandoned");
    await mkdir(folder);
    const before = await recordsOf(process.pid);
    const forget = registerLeftover({ folder });
    const added = (await recordsOf(process.pid)).filter((name) => !before.includes(name));
    await reassign(join(records, added[0] ?? ""), await endedProcess());
    removeAbandoned();
    expect(existsSync(folder)).toBe(false);
    forget();
  });
});

/** Rewrites a record as one that another process wrote. */
async function reassign(path: string, owner: number): Promise<void> {
  const moved = join(records, `${owner}-0.json`);
  await rename(path, moved);
  await tryCommand("sed", ["-i", `s/"owner":[0-9]*/"owner":${owner}/`, moved]);
}
