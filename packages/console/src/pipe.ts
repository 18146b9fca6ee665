import { isSallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { pipeSize } from "./pipe-size.ts";

/** A pipe with room for `pipeSize` bytes, where the kernel grants it. Both ends blocking. */
export function openPipe(host: Host): { readonly read: number; readonly write: number } {
  const pipe = host.descriptors.pipe();
  growPipe(host, pipe.write);
  return pipe;
}

export function growPipe(host: Host, pipe: number): void {
  try {
    host.descriptors.setPipeSize(pipe, pipeSize);
  } catch (error) {
    // A user over /proc/sys/fs/pipe-user-pages-soft gets EPERM: a small pipe does as well (pipe(7)).
    if (!isSallyportError(error) || error.code !== "SALLYPORT_SYSTEM_CALL") throw error;
  }
}
