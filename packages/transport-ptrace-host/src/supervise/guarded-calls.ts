import type { Enforcement } from "../seccomp/index.ts";

/** Calls that open a file by its path, for the supervisor to answer. */
export const openingCalls = ["open", "creat", "openat", "openat2"] as const;

/** What makes a file appear at another path, which is as if the file were on another file system: programs copy then. */
const relocating = ["link", "linkat", "rename", "renameat", "renameat2"];

/** What changes the meaning of paths, or reaches files without opening them by one. */
const rerouting = [
  "chroot",
  "pivot_root",
  "mount",
  "umount2",
  "move_mount",
  "open_tree",
  "mount_setattr",
  "fsmount",
  "setns",
  "open_by_handle_at",
  "truncate",
  "ptrace",
  "process_vm_writev",
  "pidfd_getfd",
];

/** What fails so that rules about paths hold. io_uring opens files too: who finds none uses the calls above. */
export function guardedCalls(
  errno: Readonly<Record<"EPERM" | "EXDEV" | "ENOSYS", number>>,
): Enforcement["deny"] {
  return [
    ...relocating.map((name) => ({ name, errno: errno.EXDEV })),
    ...rerouting.map((name) => ({ name, errno: errno.EPERM })),
    ...["io_uring_setup"].map((name) => ({ name, errno: errno.ENOSYS })),
  ];
}
