/** linux/magic.h: PROC_SUPER_MAGIC, what statfs(2) says of a file of /proc. */
export const procFileSystem = 0x9fa0;

/** Files of /proc that a container may be given others for: lxcfs does. None of them changes what a container may do. */
const replaceable: readonly string[] = [
  "cpuinfo",
  "diskstats",
  "loadavg",
  "meminfo",
  "net/dev",
  "slabinfo",
  "stat",
  "swaps",
  "sys/kernel/ns_last_pid",
  "sys/crypto/fips_enabled",
  "sys/kernel/random/uuid",
  "uptime",
].map((name) => `/proc/${name}`);

/** Whether a mount is meant to be inside /proc and harmless there. @param destination normalised */
export function mayBeInProc(destination: string): boolean {
  return replaceable.includes(destination);
}
