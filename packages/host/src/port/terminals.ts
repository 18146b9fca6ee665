export interface WindowSize {
  readonly rows: number;
  readonly columns: number;
}

/** A terminal's settings as the kernel keeps them (struct termios of ioctl_tty(2), 36 bytes). */
export type TerminalMode = Uint8Array;

export interface Terminals {
  isTerminal(fd: number): boolean;
  windowSize(fd: number): WindowSize;
  setWindowSize(fd: number, size: WindowSize): void;
  mode(fd: number): TerminalMode;
  /** Once what was written has left; `dropInput` forgets what was typed and not read yet. */
  setMode(fd: number, mode: TerminalMode, dropInput?: boolean): void;
  /** A new pseudo-terminal, unlocked; both ends blocking, and nobody's controlling terminal. */
  openPty(): { readonly master: number; readonly replica: number };
}
