import { hasErrno } from "@sallyport/core";
import type { Host, Readiness } from "@sallyport/host";

/** Does it, as often as the descriptor says "not now". */
export async function whenReady<Result>(
  host: Host,
  fd: number,
  readiness: Readiness,
  operation: () => Result,
): Promise<Result> {
  for (;;) {
    try {
      return operation();
    } catch (error) {
      if (!hasErrno(error, "EAGAIN")) throw error;
    }
    await host.descriptors.wait(fd, readiness).ready;
  }
}
