import type { Host } from "@sallyport/host";

/** Throws what stat(2) fails with. */
export function isDirectory(host: Host, path: string): boolean {
  return host.files.status(path).kind === "directory";
}
