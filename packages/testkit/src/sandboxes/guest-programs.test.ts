import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildGuestPrograms } from "./guest-programs.ts";
import { tryCommand } from "./run-command.ts";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-\n";

describe("the guest programs", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await buildGuestPrograms();
  });

  it.each([0, 1, 64, 65_535, 65_536, 200_001])("spew %i bytes of the pattern", async (bytes) => {
    const { stdout, status } = await tryCommand(join(folder, "spew"), [String(bytes)]);
    expect(stdout).toBe(alphabet.repeat(Math.ceil(bytes / 64)).slice(0, bytes));
    expect(status).toBe(0);
  });

  it.each([0, 42, 255])("end with the status %i that is asked for", async (status) => {
    expect((await tryCommand(join(folder, "spew"), ["10", String(status)])).status).toBe(status);
  });

  it("are built once", async () => {
    expect(await buildGuestPrograms()).toBe(folder);
    expect((await tryCommand(join(folder, "true-tiny"), [])).status).toBe(0);
  });
});
