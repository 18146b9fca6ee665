import { deviceNumber } from "../device-number.ts";

/** Where a cgroup hierarchy is mounted. */
export interface CgroupMount {
  readonly version: 1 | 2;
  /** What the mount's options say: of v1 among them the controllers, and `name=…`. */
  readonly options: readonly string[];
  readonly mountPoint: string;
  /** The cgroup that the mount point shows. */
  readonly root: string;
  /** The file system's device number, as stat(2) gives it. */
  readonly device: number;
}

/** The cgroup mounts in a text of /proc/PID/mountinfo (proc_pid_mountinfo(5)), in its order. */
export function parseCgroupMounts(text: string): CgroupMount[] {
  return text.split("\n").flatMap((line) => {
    const separator = line.indexOf(" - ");
    if (separator === -1) return [];
    const [, , device, root, mountPoint] = line.slice(0, separator).split(" ");
    const [type, , options] = line.slice(separator + 3).split(" ");
    if (device === undefined || root === undefined || mountPoint === undefined) return [];
    if (type !== "cgroup" && type !== "cgroup2") return [];
    const [major, minor] = device.split(":");
    return [
      {
        version: type === "cgroup" ? 1 : 2,
        options: options?.split(",") ?? [],
        mountPoint: unescaped(mountPoint),
        root: unescaped(root),
        device: deviceNumber({ major: Number(major), minor: Number(minor) }),
      },
    ];
  });
}

/** The kernel writes spaces and the like as `\040`. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
