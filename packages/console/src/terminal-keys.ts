import type { TerminalMode } from "@sallyport/host";

/** Offsets in struct termios: the local flags, the control characters (termbits.h). */
const localFlags = 12;
const characters = 17;

const makesSignals = 0o1;
const isCanonical = 0o2;
const isExtended = 0o100000;

/** Control characters: VINTR VQUIT VSUSP, VEOF, VLNEXT. */
const signalKeys = [
  { index: 0, signal: 2 },
  { index: 1, signal: 3 },
  { index: 10, signal: 20 },
] as const;
const endOfFile = 4;
const literalNext = 15;
const lineFeed = 10;

/**
 * The signals that typed bytes mean to whoever has the terminal, in order: what its line discipline would send to the
 * foreground group of a session that it had.
 */
export function createKeyWatch(): (mode: TerminalMode, typed: Uint8Array) => number[] {
  let literal = false;
  return (mode, typed) => {
    const flags = localFlagsOf(mode);
    if ((flags & makesSignals) === 0) return [];
    const quotes = (flags & isCanonical) !== 0 && (flags & isExtended) !== 0;
    const signals: number[] = [];
    for (const byte of typed) {
      const key = literal ? undefined : signalKeys.find(({ index }) => isKey(mode, index, byte));
      literal = !literal && quotes && isKey(mode, literalNext, byte);
      if (key !== undefined) signals.push(key.signal);
    }
    return signals;
  };
}

/**
 * What is typed to end the input of a terminal. One that reads line by line takes the key, in the middle of a line, for
 * the end of that only.
 *
 * @param last byte that was typed; undefined for none
 */
export function endOfInput(mode: TerminalMode, last: number | undefined): Uint8Array {
  const key = mode[characters + endOfFile] ?? 0;
  if (key === 0) return new Uint8Array(0);
  const midLine = (localFlagsOf(mode) & isCanonical) !== 0 && last !== undefined && last !== lineFeed;
  return Uint8Array.from(midLine ? [key, key] : [key]);
}

function localFlagsOf(mode: TerminalMode): number {
  return new DataView(mode.buffer, mode.byteOffset).getUint32(localFlags, true);
}

/** A character of 0 is switched off. */
function isKey(mode: TerminalMode, index: number, byte: number): boolean {
  return byte !== 0 && mode[characters + index] === byte;
}
