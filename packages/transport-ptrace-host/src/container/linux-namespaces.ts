/** The kernel's namespaces by their name below /proc/PID/ns, in the order in which setns(2) enters them. */
export const linuxNamespaces = {
  user: 0x1000_0000,
  mnt: 0x0002_0000,
  uts: 0x0400_0000,
  ipc: 0x0800_0000,
  pid: 0x2000_0000,
  cgroup: 0x0200_0000,
  net: 0x4000_0000,
  time: 0x0000_0080,
} as const;

export type LinuxNamespace = keyof typeof linuxNamespaces;

export const linuxNamespaceNames: readonly LinuxNamespace[] = [
  "user",
  "mnt",
  "uts",
  "ipc",
  "pid",
  "cgroup",
  "net",
  "time",
];
