import type { Host } from "@sallyport/host";

/** True when stdin, stdout and stderr are all terminals: the rule of gVisor since release 20250120 (issues 11349, 11350). */
export function hasTerminal(host: Host): boolean {
  return [0, 1, 2].every((fd) => host.terminals.isTerminal(fd));
}
