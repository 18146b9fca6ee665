import type { OpenFlags } from "../port/files.ts";

/** As in sys/files.c: the kernel's own numbers differ by architecture. */
export const accessBits = { read: 0, write: 1, "read-write": 2, path: 3 } as const;

export const openBits = {
  create: 0x04,
  exclusive: 0x08,
  truncate: 0x10,
  append: 0x20,
  noFollow: 0x40,
  directory: 0x80,
  nonBlocking: 0x100,
  noControllingTerminal: 0x200,
} as const;

export function openFlagBits(flags: OpenFlags): number {
  return (
    accessBits[flags.access] |
    (flags.create === true ? openBits.create : 0) |
    (flags.exclusive === true ? openBits.exclusive : 0) |
    (flags.truncate === true ? openBits.truncate : 0) |
    (flags.append === true ? openBits.append : 0) |
    (flags.noFollow === true ? openBits.noFollow : 0) |
    (flags.directory === true ? openBits.directory : 0) |
    (flags.nonBlocking === true ? openBits.nonBlocking : 0) |
    (flags.noControllingTerminal === true ? openBits.noControllingTerminal : 0)
  );
}
