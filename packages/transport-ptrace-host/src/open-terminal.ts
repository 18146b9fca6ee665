import { SallyportError } from "@sallyport/core";
import { startPlan } from "@sallyport/helper";
import type { Host } from "@sallyport/host";
import type { ContainerTerminal } from "@sallyport/transport";
import type { InitProcess } from "./container/init-process.ts";
import { differingNamespaces } from "./container/namespaces.ts";
import { terminalPlan } from "./join/terminal-plan.ts";
import { readHostFacts } from "./process/host-facts.ts";

const masterMajor = 5;
const masterMinor = 2;
const replicaMajors = { first: 136, last: 143 };

/** A new pseudo-terminal of the container's own /dev/pts. Throws SALLYPORT_START_FAILED where it has none. */
export async function openTerminal(
  host: Host,
  executable: string,
  init: InitProcess,
): Promise<ContainerTerminal> {
  const nothing = host.files.open("/dev/null", { access: "read-write" });
  const received: number[] = [];
  try {
    const streams = [nothing, nothing, nothing];
    const plan = terminalPlan(readHostFacts(host).architecture, host.text, {
      init: { pid: init.pid, directory: streams.length },
      namespaces: differingNamespaces(host, init),
    });
    const fds = [...streams, init.directory];
    const run = startPlan(host, plan, { executable, fds, onTerminal: (fd) => received.push(fd) });
    await run.ended;
    return checked(host, received);
  } catch (error) {
    for (const fd of received) host.descriptors.close(fd);
    throw error;
  } finally {
    host.descriptors.close(nothing);
  }
}

/** The container may have put anything in the place of its terminals. */
function checked(host: Host, [master, replica]: readonly number[]): ContainerTerminal {
  const isMaster = numbersOf(host, master);
  const isReplica = numbersOf(host, replica);
  const sound =
    isMaster?.major === masterMajor &&
    isMaster.minor === masterMinor &&
    isReplica !== undefined &&
    isReplica.major >= replicaMajors.first &&
    isReplica.major <= replicaMajors.last;
  if (sound && master !== undefined && replica !== undefined) return { master, replica };
  throw new SallyportError("SALLYPORT_START_FAILED", "the container's /dev/pts/ptmx is no pseudo-terminal");
}

function numbersOf(host: Host, fd: number | undefined) {
  if (fd === undefined) return undefined;
  const { kind, deviceNumber } = host.descriptors.status(fd);
  if (kind !== "character-device") return undefined;
  return { major: Math.floor(deviceNumber / 256) & 0xfff, minor: deviceNumber & 0xff };
}
