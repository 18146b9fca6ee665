import type { OciMount } from "@sallyport/core";

/** File systems that hold people's files; what the kernel and programs make up is left out. */
const storage: ReadonlySet<string> = new Set([
  "btrfs",
  "ext2",
  "ext3",
  "ext4",
  "f2fs",
  "fuseblk",
  "nfs",
  "nfs4",
  "overlay",
  "squashfs",
  "vfat",
  "virtiofs",
  "xfs",
  "zfs",
]);

/**
 * What the host has mounted below its root and a layer over the root does not show, to be seen and not to be written.
 * @param mountinfo text of /proc/self/mountinfo (proc_pid_mountinfo(5))
 */
export function storageMounts(mountinfo: string): OciMount[] {
  const points = mountinfo.split("\n").flatMap((line) => {
    const [, , , , point, ...rest] = line.split(" ");
    const type = rest[rest.indexOf("-") + 1];
    const isShown = point !== undefined && point !== "/" && type !== undefined && storage.has(type);
    return isShown ? [unescaped(point)] : [];
  });
  return [...new Set(points)]
    .filter((point) => !isBelowHidden(point))
    .map((point) => ({
      destination: point,
      type: "bind",
      source: point,
      options: ["bind", "ro", "nosuid", "nodev"],
    }));
}

function isBelowHidden(point: string): boolean {
  return ["/proc", "/sys", "/dev", "/run", "/tmp"].some(
    (each) => point === each || point.startsWith(`${each}/`),
  );
}

/** The kernel writes spaces and the like as `\040`. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
