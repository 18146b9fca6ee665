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
  const [type = 0, uid = 0, gid = 0, size = 0, device = 0, inode = 0, deviceNumber = 0] = fields;
  return {
    kind: kinds[type & 0o170000] ?? "other",
    mode: type & 0o7777,
    uid,
    gid,
    size,
    device,
    inode,
    deviceNumber,
  };
}
