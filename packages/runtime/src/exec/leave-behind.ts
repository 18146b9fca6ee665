import { leaveToPump, startWaiter, type Waiter } from "@sallyport/helper";
import type { Host } from "@sallyport/host";
import type { AbandonedStart, SandboxProcess } from "@sallyport/transport";
import { guardCommand } from "./guard-command.ts";

/** Milliseconds after which a start that was given up is not waited for any more. */
const lateStartLimit = 600_000;

/** Has the rest of an output copied by a process that outlives us. Without the program for it the rest is lost. */
export async function leaveTransfer(
  host: Host,
  executable: string | undefined,
  transfer: { readonly source: number; readonly target: number },
): Promise<void> {
  if (executable !== undefined) await leaveToPump(host, { executable }, transfer);
}

/** Has a command killed by a process that outlives us: its sandbox does not answer. */
export async function leaveKill(host: Host, executable: string, process: SandboxProcess): Promise<void> {
  const guard = await guardCommand(host, executable, process);
  guard?.close();
}

/** As `leaveKill`, for a command that may still be started. */
export async function leaveLateStart(host: Host, executable: string, start: AbandonedStart): Promise<void> {
  const waiter = await startWaiter(host, { executable });
  await handOverLateStart(host, waiter, start);
  waiter.close();
}

export async function handOverLateStart(host: Host, waiter: Waiter, start: AbandonedStart): Promise<void> {
  try {
    await waiter.handOver({
      kind: "start-kill",
      startSocket: start.socket,
      killRequest: { address: start.address, ...start.killRequest },
      timeLimit: lateStartLimit,
    });
  } finally {
    host.descriptors.close(start.socket);
  }
}
