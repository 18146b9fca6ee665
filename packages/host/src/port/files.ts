export type FileKind =
  | "regular"
  | "directory"
  | "symlink"
  | "socket"
  | "fifo"
  | "character-device"
  | "block-device"
  | "other";

export interface FileStatus {
  readonly kind: FileKind;
  /** Permission bits, 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes. */
  readonly size: number;
  readonly device: number;
  readonly inode: number;
  readonly deviceNumber: number;
}

export interface OpenFlags {
  readonly access: "read" | "write" | "read-write" | "path";
  readonly create?: boolean;
  readonly exclusive?: boolean;
  readonly truncate?: boolean;
  readonly append?: boolean;
  readonly noFollow?: boolean;
  readonly directory?: boolean;
  readonly nonBlocking?: boolean;
  /** Do not become the controlling terminal. */
  readonly noControllingTerminal?: boolean;
}

export interface Files {
  /** @param mode permission bits of a file that is created, before the umask. Default 0o600. */
  open(path: string, flags: OpenFlags, mode?: number): number;
  /**
   * Opens what is there in a directory tree that somebody else fills: `root`, a descriptor, is what `/` means, in the
   * path and in symbolic links, and nothing leads out of it. Throws errno ENOSYS before Linux 5.6.
   */
  openInRoot(root: number, path: string, flags: OpenFlags): number;
  /** Follows symbolic links. */
  status(path: string): FileStatus;
  linkStatus(path: string): FileStatus;
  /** Names without `.` and `..`, unsorted. */
  list(directory: string): string[];
  readLink(path: string): string;
  rename(from: string, to: string): void;
  remove(path: string): void;
  makeDirectory(path: string, mode: number): void;
  removeDirectory(path: string): void;
}
