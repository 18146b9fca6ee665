import { type ContainerRecord, type HostContainer, quoted, SallyportError } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import { isGone } from "./is-gone.ts";
import { hasEnded, parseProcessStat } from "./process-stat.ts";

/** A process, held so that no other process of its number is ever meant. */
export interface HeldProcess extends Disposable {
  readonly pid: number;
  /** The /proc folder of this very process, as a descriptor: nothing can be read in it once the process is gone. */
  readonly directory: number;
  /** Its path, for as long as this is not disposed of. */
  readonly path: string;
}

/** A container's first process. */
export type InitProcess = HeldProcess;

/** What the container runs in on this host. Throws SALLYPORT_UNSUPPORTED for one that is not on the host's kernel. */
export function hostContainer(container: ContainerRecord): HostContainer {
  if (container.host !== undefined) return container.host;
  throw new SallyportError(
    "SALLYPORT_UNSUPPORTED",
    `container ${quoted(container.id)} of ${container.kind} does not run on the host's own kernel`,
  );
}

/** Undefined when the container has stopped: its process is gone, a zombie, or its number another process's. */
export function openInit(host: Host, container: ContainerRecord): InitProcess | undefined {
  const { pid, startTime } = hostContainer(container).init;
  return openProcess(host, pid, startTime);
}

/** Undefined when it is gone, a zombie, or another one than that which was started then. */
export function openProcess(host: Host, pid: number, startTime?: number): HeldProcess | undefined {
  const directory = openDirectory(host, pid);
  if (directory === undefined) return undefined;
  const path = `/proc/self/fd/${directory}`;
  const close = (): void => host.descriptors.close(directory);
  const stat = readStat(host, path);
  if (stat === undefined || hasEnded(stat) || stat.startTime !== (startTime ?? stat.startTime)) {
    close();
    return undefined;
  }
  return { pid, directory, path, [Symbol.dispose]: close };
}

function openDirectory(host: Host, pid: number): number | undefined {
  try {
    return pid > 0 ? host.files.open(`/proc/${pid}`, { access: "read", directory: true }) : undefined;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function readStat(host: Host, path: string) {
  try {
    return parseProcessStat(readText(host, `${path}/stat`));
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
