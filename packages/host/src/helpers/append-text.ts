import type { Host } from "../port/host.ts";
import { writeAll } from "./write-all.ts";

/** Appends to a file, creating it. @param mode permission bits before the umask. Default 0o644. */
export function appendText(host: Host, path: string, text: string, mode = 0o644): void {
  const fd = host.files.open(
    path,
    { access: "write", create: true, append: true, noControllingTerminal: true },
    mode,
  );
  try {
    writeAll(host, fd, host.text.encode(text));
  } finally {
    host.descriptors.close(fd);
  }
}
