import type { Host } from "../port/host.ts";

/** Writes every byte to a descriptor that takes them without waiting: a regular file, say. */
export function writeAll(host: Host, fd: number, bytes: Uint8Array): void {
  for (let offset = 0; offset < bytes.length;) {
    offset += host.descriptors.write(fd, bytes.subarray(offset));
  }
}
