import type { Host } from "../port/host.ts";
import { growingDelays } from "./growing-delays.ts";

const longestDelay = 50;

/**
 * Runs `body` while holding an exclusive flock on `path`, which is created when missing. Waits for other holders
 * without blocking the event loop.
 *
 * @param mode permission bits of a lock file that is created; 0o600 is usual
 * @param body gets the file's descriptor
 */
export async function withLock<T>(
  host: Host,
  path: string,
  mode: number,
  body: (fd: number) => T | Promise<T>,
): Promise<T> {
  const fd = host.files.open(path, { access: "read", create: true }, mode);
  try {
    await takeLock(host, fd);
    return await body(fd);
  } finally {
    host.descriptors.close(fd);
  }
}

async function takeLock(host: Host, fd: number): Promise<void> {
  for (const delay of growingDelays(longestDelay)) {
    if (host.descriptors.tryLock(fd)) {
      return;
    }
    await host.clock.delay(delay).elapsed;
  }
}
