import { expect, vi } from "vitest";
import type { Guest } from "./guest.ts";

const patience = { timeout: 30_000, interval: 100 };

/** Nothing but the container's init is left, or is left soon: the sandbox takes a moment to reap. */
export async function expectIdle(guest: Guest): Promise<void> {
  await vi.waitFor(async () => expect(await guest.processes()).toEqual([]), patience);
}

/**
 * Kills the command that was left, which is all that runs beside the container's init. It may still be the shell that
 * becomes that command.
 */
export async function expectLeft(guest: Guest, command: string): Promise<void> {
  const pid = await vi.waitFor(async () => {
    const [left, ...others] = await guest.processes();
    expect([left?.command, others]).toEqual([command, []]);
    return left?.pid;
  }, patience);
  await guest.run(["kill", "--pid", `${pid}`, guest.sandbox.id, "KILL"]);
  await expectIdle(guest);
}
