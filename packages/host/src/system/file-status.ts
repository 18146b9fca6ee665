import type { FileKind, FileStatus } from "../port/files.ts";

const kinds: Readonly<Record<number, FileKind>> = {
  0o010000: "fifo",
  0o020000: "character-device",
  0o040000: "directory",
  0o060000: "block-device",
  0o100000: "regular",
  0o120000: "symlink",
  0o140000: "socket",
};

export const statusFields = 7;

/** @param fields what SystemCalls.status fills in. */
export function fileStatus(fields: Float64Array): FileStatus {
  const field = (index: number): number => fields[index] ?? 0;
  return {
    kind: kinds[field(0) & 0o170000] ?? "other",
    mode: field(0) & 0o7777,
    uid: field(1),
    gid: field(2),
    size: field(3),
    device: field(4),
    inode: field(5),
    deviceNumber: field(6),
  };
}
