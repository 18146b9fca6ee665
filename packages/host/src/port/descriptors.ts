import type { FileStatus } from "./files.ts";

export type Readiness = "readable" | "writable";

/** A wait for readiness that can be given up. */
export interface ReadinessWait {
  /** Settles when the descriptor is ready, hung up or in error; rejects with errno ECANCELED after `cancel`. */
  readonly ready: Promise<void>;
  cancel(): void;
}

export interface Descriptors {
  /** Bytes read; 0 at the end of the file. Throws errno EAGAIN on a non-blocking descriptor that has nothing. */
  read(fd: number, buffer: Uint8Array): number;
  /** As `read`; undefined when a non-blocking descriptor has nothing, which is then no error to be made. */
  tryRead(fd: number, buffer: Uint8Array): number | undefined;
  /** Bytes written. Throws errno EAGAIN on a non-blocking descriptor that takes nothing. */
  write(fd: number, bytes: Uint8Array): number;
  close(fd: number): void;
  status(fd: number): FileStatus;
  /** True when the caller of this program left it open for us: open at start, and no descriptor of the language runtime. */
  isInherited(fd: number): boolean;
  /** A close-on-exec copy with a number of at least `lowest`. */
  duplicate(fd: number, lowest?: number): number;
  isNonBlocking(fd: number): boolean;
  /** Note: shared by all holders of the open file. */
  setNonBlocking(fd: number, on: boolean): void;
  setCloseOnExec(fd: number, on: boolean): void;
  /** Moves and returns the offset; `from` as lseek's whence. */
  seek(fd: number, offset: number, from: "start" | "current" | "end"): number;
  changeOwner(fd: number, uid: number, gid: number): void;
  /** An exclusive flock: true when taken, false when another holds it. */
  tryLock(fd: number): boolean;
  unlock(fd: number): void;
  /** Both ends blocking. */
  pipe(): { readonly read: number; readonly write: number };
  /** Grows or shrinks a pipe; the kernel may grant more. Bytes granted. */
  setPipeSize(fd: number, bytes: number): number;
  /** Never blocks the event loop. At most one wait per descriptor and readiness. */
  wait(fd: number, readiness: Readiness): ReadinessWait;
}
