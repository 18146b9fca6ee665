import type { WindowSize } from "../port/terminals.ts";

/** What both ends of a terminal share. */
export interface TerminalSettings {
  size: WindowSize;
  /** struct termios. */
  mode: Uint8Array;
}

export const modeSize = 36;

/** As a Linux console begins: ICRNL IXON, OPOST ONLCR, B38400 CS8 CREAD, ISIG ICANON ECHO and its kin. */
export function createTerminalSettings(size: WindowSize): TerminalSettings {
  const mode = new Uint8Array(modeSize);
  new Uint32Array(mode.buffer, 0, 4).set([0o2400, 0o5, 0o277, 0o105073]);
  return { size, mode };
}
