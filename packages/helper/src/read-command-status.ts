import { type Host, readable } from "@sallyport/host";
import { readAvailable } from "./read-available.ts";
import type { Waiter } from "./start-waiter.ts";
import { endingSize, reports } from "./waiter-format.ts";

/**
 * Waits for a waiter with a wait task, and gives the command's raw wait status (wait(2)): unlike the waiter's own exit
 * status, it tells a command that ended with 128 from one whose sandbox was lost, which is undefined. The caller keeps
 * the waiter open meanwhile.
 */
export async function readCommandStatus(
  host: Host,
  waiter: Pick<Waiter, "control">,
): Promise<number | undefined> {
  const view = new DataView(new ArrayBuffer(endingSize));
  for (let length = 0; length < endingSize;) {
    const rest = new Uint8Array(view.buffer, length);
    const count = readAvailable(host, waiter.control, rest);
    if (count === 0) return undefined;
    if (count === undefined) await readable(host, waiter.control);
    else length += count;
  }
  return view.getUint8(0) === reports.status ? view.getUint32(1, true) : undefined;
}
