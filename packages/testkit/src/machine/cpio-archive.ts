import { readdirSync, readFileSync, readlinkSync, lstatSync } from "node:fs";
import { join } from "node:path";

const trailer = "TRAILER!!!";

/** A folder and all below it as the kernel unpacks it at its start: cpio in its "newc" format, owned by root. */
export function cpioArchive(folder: string): Buffer {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  const entries = names.map((name, index) => {
    const path = join(folder, name);
    const status = lstatSync(path);
    return cpioEntry(name, { inode: index + 1, mode: status.mode, content: contentOf(path, status) });
  });
  return Buffer.concat([...entries, cpioEntry(trailer, { inode: 0, mode: 0, content: Buffer.alloc(0) })]);
}

function contentOf(path: string, status: ReturnType<typeof lstatSync>): Buffer {
  if (status?.isSymbolicLink() === true) return Buffer.from(readlinkSync(path));
  return status?.isFile() === true ? readFileSync(path) : Buffer.alloc(0);
}

interface Entry {
  readonly inode: number;
  readonly mode: number;
  readonly content: Buffer;
}

/** Header, name and content, the latter two filled up to four bytes. cpio(5) */
function cpioEntry(name: string, { inode, mode, content }: Entry): Buffer {
  const text = Buffer.from(`${name}\0`);
  const [owner, links, time, checksum] = [0, 1, 0, 0];
  const devices = Array.from({ length: 4 }, () => 0);
  const fields = [inode, mode, owner, owner, links, time, content.length, ...devices, text.length, checksum];
  const header = `070701${fields.map((field) => field.toString(16).padStart(8, "0")).join("")}`;
  return Buffer.concat([filledUp(Buffer.concat([Buffer.from(header), text])), filledUp(content)]);
}

function filledUp(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}
