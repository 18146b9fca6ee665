import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, vi } from "vitest";
import type { ExecOptions, Guest } from "./guest.ts";
import type { Client } from "./program.ts";

let count = 0;

/** An exec that knows that its command runs: what the command prints can be there before the sandbox says so. */
export async function startTold(
  guest: Guest,
  command: readonly string[],
  { flags = [], ...options }: ExecOptions = {},
): Promise<Client> {
  const pidFile = `told-${count++}`;
  const client = guest.startExec(command, { ...options, flags: ["--pid-file", pidFile, ...flags] });
  const isTold = (): void => expect(existsSync(join(guest.folder, pidFile))).toBe(true);
  await vi.waitFor(isTold, { timeout: 30_000, interval: 10 });
  return client;
}
