import type { Host } from "../port/host.ts";

/** Settles when a read of the descriptor would not block. Throws errno ECANCELED when it is closed meanwhile. */
export async function readable(host: Host, fd: number): Promise<void> {
  await host.descriptors.wait(fd, "readable").ready;
}
