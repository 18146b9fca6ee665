import type { Host } from "@sallyport/host";
import { startTimeOf } from "../container/start-time.ts";

/** Who made a cgroup for its command. */
export interface CgroupClient {
  /** Inode of its pid namespace: in others its number is another process's. */
  readonly namespace: number;
  readonly pid: number;
  readonly startTime: number;
}

/** `@` is in no id of a container, of which cgroups may have the name too. */
const form = /^sallyport-command@(\d+)\.(\d+)\.(\d+)\.\d+$/;

export function clientName({ namespace, pid, startTime }: CgroupClient, count: number): string {
  return `sallyport-command@${namespace}.${pid}.${startTime}.${count}`;
}

/** Undefined for a cgroup that no command of ours was given. */
export function clientOf(name: string): CgroupClient | undefined {
  const [, namespace, pid, startTime] = form.exec(name) ?? [];
  return namespace === undefined
    ? undefined
    : { namespace: Number(namespace), pid: Number(pid), startTime: Number(startTime) };
}

export function ourselves(host: Host): CgroupClient {
  const { pid } = host.process;
  return {
    namespace: host.files.status("/proc/self/ns/pid").inode,
    pid,
    startTime: startTimeOf(host, pid),
  };
}
