import type { Host, TerminalMode } from "@sallyport/host";

/** Offsets of the flag words in struct termios, and of VTIME and VMIN in its control characters (termbits.h). */
const input = 0;
const output = 4;
const control = 8;
const local = 12;
const time = 17 + 5;
const minimum = 17 + 6;

/** IGNBRK BRKINT PARMRK ISTRIP INLCR IGNCR ICRNL IXON; OPOST; CSIZE PARENB; ISIG ICANON ECHO ECHONL IEXTEN. */
const inputBits = 0o2753;
const outputBits = 0o1;
const controlBits = 0o460;
const localBits = 0o100113;
const eightBits = 0o60;

/** The mode in which every byte passes as it is, at once: cfmakeraw of termios(3). */
export function rawMode(mode: TerminalMode): TerminalMode {
  const raw = mode.slice();
  const words = new DataView(raw.buffer);
  const clear = (offset: number, bits: number): void =>
    words.setUint32(offset, words.getUint32(offset, true) & ~bits, true);
  clear(input, inputBits);
  clear(output, outputBits);
  clear(control, controlBits);
  words.setUint32(control, words.getUint32(control, true) | eightBits, true);
  clear(local, localBits);
  raw[time] = 0;
  raw[minimum] = 1;
  return raw;
}

/** A terminal in raw mode, as long as it is not disposed of. */
export interface RawTerminal extends Disposable {
  /** How it was before. */
  readonly former: TerminalMode;
  /** Gives it back for a while, and takes it again. */
  suspend(): void;
  resume(): void;
}

export function enterRawMode(host: Host, fd: number): RawTerminal {
  const { terminals } = host;
  const former = terminals.mode(fd);
  const raw = rawMode(former);
  const restore = (): void => {
    try {
      terminals.setMode(fd, former);
    } catch {
      // It was hung up: there is nothing left to restore.
    }
  };
  terminals.setMode(fd, raw);
  return {
    former,
    suspend: restore,
    resume: () => terminals.setMode(fd, raw),
    [Symbol.dispose]: restore,
  };
}
