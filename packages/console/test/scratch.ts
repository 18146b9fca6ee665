import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Host } from "@sallyport/host";

export interface Scratch extends Disposable {
  /** A new file with that content, open for reading and writing at its start. */
  file(content?: string | Uint8Array): number;
  /** What the file of such a descriptor holds. */
  content(fd: number): string;
}

/** Files that go with their block. */
export function createScratch(host: Host): Scratch {
  const directory = mkdtempSync(join(tmpdir(), "sallyport-"));
  const paths = new Map<number, string>();
  return {
    file(content = "") {
      const path = join(directory, String(paths.size));
      writeFileSync(path, content);
      const fd = host.files.open(path, { access: "read-write" });
      paths.set(fd, path);
      return fd;
    },
    content: (fd) => readFileSync(paths.get(fd) ?? "", "utf8"),
    [Symbol.dispose]() {
      for (const fd of paths.keys()) host.descriptors.close(fd);
      rmSync(directory, { recursive: true });
    },
  };
}

/** How many descriptors this process has open. */
export function openDescriptors(): number {
  return readdirSync("/proc/self/fd").length;
}
