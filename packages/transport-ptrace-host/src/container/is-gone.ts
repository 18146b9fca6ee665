import { hasErrno } from "@sallyport/core";

/** What the kernel says of the /proc files of a process that has ended. */
export function isGone(error: unknown): boolean {
  return hasErrno(error, "ENOENT", "ESRCH");
}
