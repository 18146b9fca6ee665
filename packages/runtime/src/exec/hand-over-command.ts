import { SallyportError } from "@sallyport/core";
import type { Waiter } from "@sallyport/helper";
import type { Host } from "@sallyport/host";
import type { SandboxProcess } from "@sallyport/transport";

/** KILL and STOP act on the stand-in itself; CHLD, PIPE and URG are about itself. */
const keptSignals = new Set([9, 13, 17, 19, 23]);
const signals = Array.from({ length: 31 }, (_, index) => index + 1).filter(
  (signal) => !keptSignals.has(signal),
);

/** Lets a stand-in wait for the command from here on. `guard` acts when the stand-in is killed. */
export async function handOverCommand(
  host: Host,
  standIn: Waiter,
  process: SandboxProcess,
  target: "process" | "foreground",
  guard: number | undefined,
): Promise<void> {
  if (process.handOver === undefined) {
    throw new SallyportError(
      "SALLYPORT_UNSUPPORTED",
      "the transport cannot leave a command to a stand-in process",
    );
  }
  const { waitSocket, signalAddress, signalRequest } = await process.handOver();
  try {
    await standIn.handOver({
      kind: "wait",
      waitSocket,
      signals,
      signalRequest: { address: signalAddress, ...signalRequest(target) },
      ...(guard === undefined ? {} : { guard }),
    });
  } finally {
    host.descriptors.close(waitSocket);
  }
}
