import { expect, vi } from "vitest";
import type { Guest } from "./guest.ts";

/** Nothing but the container's init is left, or is left soon: the sandbox takes a moment to reap. */
export async function expectIdle(guest: Guest): Promise<void> {
  await vi.waitFor(async () => expect(await guest.processes()).toEqual([]), {
    timeout: 30_000,
    interval: 100,
  });
}
