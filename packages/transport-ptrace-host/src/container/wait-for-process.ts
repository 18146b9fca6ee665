import { decodeWaitStatus, isSallyportError, SallyportError, type WaitStatus } from "@sallyport/core";
import { startPlan } from "@sallyport/helper";
import type { Host } from "@sallyport/host";
import { readHostFacts } from "../process/host-facts.ts";
import type { HeldProcess } from "./init-process.ts";
import { exitIsKnown, knownMessage, questionStep, statusMessage, waitPlan } from "./wait-plan.ts";

/**
 * How a process ends that is not a child of ours. Throws SALLYPORT_UNSUPPORTED where the kernel tells that to nobody but
 * its parent (wait(2)): before Linux 6.15.
 *
 * @param executable the supervisor's
 */
export async function waitForProcess(
  host: Host,
  executable: string,
  { pid, directory }: HeldProcess,
): Promise<WaitStatus> {
  const nothing = host.files.open("/dev/null", { access: "read-write" });
  try {
    const fds = [nothing, nothing, nothing, directory];
    const plan = waitPlan(readHostFacts(host).architecture, host.text, {
      init: { pid, directory: fds.indexOf(directory) },
    });
    const answers = new Map<number, bigint>();
    const run = startPlan(host, plan, {
      executable,
      fds,
      onMessage: ({ id, value }) => answers.set(id, value),
    });
    await run.ended;
    const known = answers.get(knownMessage) ?? 0n;
    if ((known & exitIsKnown) === 0n) throw unknown(pid);
    return decodeWaitStatus(Number(answers.get(statusMessage)));
  } catch (error) {
    throw isSallyportError(error) && error.details["step"] === questionStep ? unknown(pid) : error;
  } finally {
    host.descriptors.close(nothing);
  }
}

function unknown(pid: number): SallyportError {
  return new SallyportError(
    "SALLYPORT_UNSUPPORTED",
    `the kernel tells how process ${pid} ends to nobody but its parent`,
    { hint: "Linux 6.15 does; `sallyport run` without --detach waits on every kernel" },
  );
}
