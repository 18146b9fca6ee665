import type { OciConfiguration, OciMount } from "@sallyport/core";

const capabilities = ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"];
const hidden = ["nosuid", "noexec", "nodev"];

/** What containers see of the kernel besides files of their own. */
const kernelMounts: readonly OciMount[] = [
  { destination: "/proc", type: "proc", source: "proc", options: hidden },
  {
    destination: "/dev",
    type: "tmpfs",
    source: "tmpfs",
    options: ["nosuid", "strictatime", "mode=755", "size=65536k"],
  },
  {
    destination: "/dev/pts",
    type: "devpts",
    source: "devpts",
    options: ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"],
  },
  {
    destination: "/dev/shm",
    type: "tmpfs",
    source: "shm",
    options: [...hidden, "mode=1777", "size=65536k"],
  },
  { destination: "/dev/mqueue", type: "mqueue", source: "mqueue", options: hidden },
  { destination: "/sys", type: "sysfs", source: "sysfs", options: [...hidden, "ro"] },
  {
    destination: "/sys/fs/cgroup",
    type: "cgroup",
    source: "cgroup",
    options: [...hidden, "relatime", "ro"],
  },
];

const maskedPaths: readonly string[] = [
  "/proc/acpi",
  "/proc/asound",
  "/proc/kcore",
  "/proc/keys",
  "/proc/latency_stats",
  "/proc/timer_list",
  "/proc/timer_stats",
  "/proc/sched_debug",
  "/proc/scsi",
  "/sys/firmware",
  "/sys/devices/virtual/powercap",
];

const readonlyPaths: readonly string[] = [
  "/proc/bus",
  "/proc/fs",
  "/proc/irq",
  "/proc/sys",
  "/proc/sysrq-trigger",
];

/** A container with a shell on a read-only root file system, cut off from everything: what `spec` writes. */
export function defaultConfiguration(): OciConfiguration {
  return {
    ociVersion: "1.2.0",
    process: {
      terminal: true,
      user: { uid: 0, gid: 0 },
      args: ["sh"],
      env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm"],
      cwd: "/",
      capabilities: { bounding: capabilities, effective: capabilities, permitted: capabilities },
      rlimits: [{ type: "RLIMIT_NOFILE", hard: 1024, soft: 1024 }],
      noNewPrivileges: true,
    },
    root: { path: "rootfs", readonly: true },
    hostname: "sallyport",
    mounts: kernelMounts,
    linux: {
      namespaces: [
        { type: "pid" },
        { type: "network" },
        { type: "ipc" },
        { type: "uts" },
        { type: "mount" },
        { type: "cgroup" },
      ],
      maskedPaths,
      readonlyPaths,
    },
  };
}

/**
 * The same for who is not root: in a user namespace in which he is, with what only the host's root may do left out.
 *
 * @param ids his own
 */
export function rootlessConfiguration(ids: { readonly uid: number; readonly gid: number }): OciConfiguration {
  const { linux = {}, ...common } = defaultConfiguration();
  return {
    ...common,
    mounts: kernelMounts.flatMap((mount) => withoutRoot(mount)),
    linux: {
      ...linux,
      namespaces: [...(linux.namespaces ?? []).filter(({ type }) => type !== "network"), { type: "user" }],
      uidMappings: [{ containerID: 0, hostID: ids.uid, size: 1 }],
      gidMappings: [{ containerID: 0, hostID: ids.gid, size: 1 }],
    },
  };
}

/** Group 5 is not there, the host's /sys belongs to its network namespace, and cgroups are root's. */
function withoutRoot(mount: OciMount): OciMount[] {
  if (mount.type === "cgroup") return [];
  if (mount.type === "sysfs") {
    return [{ destination: "/sys", type: "bind", source: "/sys", options: ["rbind", ...hidden, "ro"] }];
  }
  return [{ ...mount, options: (mount.options ?? []).filter((option) => option !== "gid=5") }];
}
