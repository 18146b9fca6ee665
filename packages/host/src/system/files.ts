import type { Files, FileStatus } from "../port/files.ts";
import type { Text } from "../port/text.ts";
import type { SystemCalls } from "../system-calls.ts";
import { checked } from "./checked.ts";
import { fileStatus, statusFields } from "./file-status.ts";
import { filledText } from "./filled-text.ts";
import { openFlagBits } from "./open-flag-bits.ts";

export function createFiles(calls: SystemCalls, text: Text): Files {
  return {
    open: (path, flags, mode = 0o600) => checked(calls.open(path, openFlagBits(flags), mode), "open", path),
    openInRoot: (root, path, flags) =>
      checked(calls.openInRoot(root, path, openFlagBits(flags)), "open", path),
    status: (path) => statusOf("stat", path, (out) => calls.status(path, out)),
    linkStatus: (path) => statusOf("lstat", path, (out) => calls.linkStatus(path, out)),
    list: (directory) => list(calls, text, directory),
    readLink(path) {
      const target = filledText(text, (out) => calls.readLink(path, out));
      return typeof target === "string" ? target : String(checked(target, "readlink", path));
    },
    rename: (from, to) => void checked(calls.rename(from, to), "rename", `${from} to ${to}`),
    remove: (path) => void checked(calls.remove(path), "remove", path),
    makeDirectory: (path, mode) => void checked(calls.makeDirectory(path, mode), "mkdir", path),
    removeDirectory: (path) => void checked(calls.removeDirectory(path), "remove", path),
  };
}

function statusOf(operation: string, path: string, call: (out: Float64Array) => number): FileStatus {
  const fields = new Float64Array(statusFields);
  checked(call(fields), operation, path);
  return fileStatus(fields);
}

function list(calls: SystemCalls, text: Text, directory: string): string[] {
  const fd = checked(
    calls.open(directory, openFlagBits({ access: "read", directory: true }), 0),
    "open",
    directory,
  );
  try {
    const names: string[] = [];
    const buffer = new Uint8Array(4 * 1024);
    for (;;) {
      const length = checked(calls.readDirectory(fd, buffer), "getdents", directory);
      if (length === 0) {
        return names.filter((name) => name !== "." && name !== "..");
      }
      names.push(...text.decode(buffer.subarray(0, length - 1)).split("\0"));
    }
  } finally {
    calls.close(fd);
  }
}
