import type { FileBehaviour } from "./open-file.ts";

export const regularFile: FileBehaviour = {
  read(file, out) {
    const part = file.inode.data.subarray(file.offset, file.offset + out.length);
    out.set(part);
    file.offset += part.length;
    return part.length;
  },
  write(file, bytes) {
    const { inode } = file;
    const start = file.append ? inode.data.length : file.offset;
    const end = start + bytes.length;
    if (end > inode.data.length) {
      const grown = new Uint8Array(end);
      grown.set(inode.data);
      inode.data = grown;
    }
    inode.data.set(bytes, start);
    file.offset = end;
    return bytes.length;
  },
};

/** A directory, or a descriptor that only names a file (O_PATH). */
export const nothingToRead: FileBehaviour = {};
