import type { OpenFile } from "./open-file.ts";
import { createSocketPair } from "./stream-socket.ts";
import { createTerminalSettings } from "./terminal-settings.ts";

/** A pseudo-terminal without a line discipline: what goes in at one end comes out at the other as it is. */
export function createPty(): [master: OpenFile, replica: OpenFile] {
  const settings = createTerminalSettings({ rows: 0, columns: 0 });
  const ends = createSocketPair();
  for (const { inode } of ends) {
    inode.terminal = settings;
  }
  return ends;
}
