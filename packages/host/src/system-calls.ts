/**
 * The C layer (sys/), one method per entry of its table: a result of at least 0, or a negative errno; never throws.
 * Text with a NUL and integers out of range are -EINVAL. `out` arrays are filled.
 */
export interface SystemCalls {
  /** @param flags see open-flag-bits.ts. */
  open(path: string, flags: number, mode: number): number;
  /** As `open`, of what is there, by openat2: `root` is what `/` means in the path and in links. */
  openInRoot(root: number, path: string, flags: number): number;
  /** @param out st_mode, uid, gid, size, device, inode, device number. */
  status(path: string, out: Float64Array): number;
  linkStatus(path: string, out: Float64Array): number;
  descriptorStatus(fd: number, out: Float64Array): number;
  /** Names, `.` and `..` among them, each ended by a NUL: bytes filled, 0 at the end. */
  readDirectory(fd: number, out: Uint8Array): number;
  readLink(path: string, out: Uint8Array): number;
  rename(from: string, to: string): number;
  remove(path: string): number;
  makeDirectory(path: string, mode: number): number;
  removeDirectory(path: string): number;

  read(fd: number, out: Uint8Array): number;
  write(fd: number, bytes: Uint8Array): number;
  close(fd: number): number;
  duplicate(fd: number, lowest: number): number;
  /** Bits 0 and 1: read, write, both, O_PATH; bit 2: non-blocking. */
  descriptorFlags(fd: number): number;
  setNonBlocking(fd: number, on: number): number;
  isCloseOnExec(fd: number): number;
  setCloseOnExec(fd: number, on: number): number;
  /** @param from 0 start, 1 current, 2 end. */
  seek(fd: number, offset: number, from: number): number;
  changeOwner(fd: number, uid: number, gid: number): number;
  tryLock(fd: number): number;
  unlock(fd: number): number;
  /** @param out read end, write end. */
  pipe(out: Int32Array): number;
  setPipeSize(fd: number, bytes: number): number;

  connectPath(path: string): number;
  connectAbstract(name: Uint8Array): number;
  listenPath(path: string, backlog: number): number;
  listenAbstract(name: Uint8Array, backlog: number): number;
  accept(fd: number): number;
  socketPair(out: Int32Array): number;
  send(fd: number, bytes: Uint8Array, fds: Int32Array): number;
  /** @param fds their number, then room for as many as may come; -EMSGSIZE when more came, and then none is kept. */
  receive(fd: number, out: Uint8Array, fds: Int32Array): number;
  sendDatagram(path: string, bytes: Uint8Array): number;
  /** @param out pid, uid, gid. */
  peerCredentials(fd: number, out: Float64Array): number;
  /** @param direction 0 read, 1 write, 2 both. */
  shutdown(fd: number, direction: number): number;

  isTerminal(fd: number): number;
  /** @param out rows, columns. */
  windowSize(fd: number, out: Int32Array): number;
  setWindowSize(fd: number, rows: number, columns: number): number;
  /** @param out the kernel's struct termios, 36 bytes. */
  terminalMode(fd: number, out: Uint8Array): number;
  /** @param flush 1 drops input that was not read yet. */
  setTerminalMode(fd: number, mode: Uint8Array, flush: number): number;
  /** @param out master, replica. */
  openPty(out: Int32Array): number;

  processId(): number;
  parentProcessId(): number;
  effectiveUserId(): number;
  setUmask(mask: number): number;
  workingDirectory(out: Uint8Array): number;
  /** Microseconds. */
  realTime(): number;
  /** Microseconds. */
  bootTime(): number;
  /** Whether this process dumps core, and others of its user may look into it (PR_SET_DUMPABLE). */
  setDumpable(on: number): number;
  sendSignal(pid: number, signal: number): number;
  /** Ignores the signal, or gives it its default action. */
  setSignalIgnored(signal: number, on: number): number;
  /**
   * @param session 0 ours, 1 a new one, 2 a new one with descriptor 0 as its terminal
   * @param out pidfd, and the step that failed (spawn-steps.ts)
   * @returns the pid
   */
  spawn(
    executable: string,
    argv: readonly string[],
    environment: readonly string[],
    fds: Int32Array,
    workingDirectory: string,
    session: number,
    out: Int32Array,
  ): number;
  /** The raw wait status, once; -EAGAIN while the child runs. */
  exitStatus(pidfd: number): number;
  replace(executable: string, argv: readonly string[], environment: readonly string[]): number;
}

/** The call behind signals, for the bindings without a signal handler of their own. */
export interface SignalCalls {
  /** @param pipe gets a byte, the signal's number, whenever it arrives: non-blocking, the same for all signals */
  catchSignal(signal: number, pipe: number): number;
}

/** The calls behind readiness, for the bindings whose loop can wait for one descriptor: an epoll instance. */
export interface PollCalls {
  pollOpen(): number;
  /** Interests: 1 readable, 2 writable, 0 none. -EPERM: the descriptor is always ready. */
  pollChange(poll: number, fd: number, former: number, interest: number): number;
  /** @param out pairs of descriptor and readiness. Their number. */
  pollEvents(poll: number, out: Int32Array, milliseconds: number): number;
}
