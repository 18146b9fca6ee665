import type { WindowSize } from "../port/terminals.ts";
import { createByteChannel, put, queuedBytes, take } from "./byte-channel.ts";
import { createInode, inodeTypes } from "./inode.ts";
import { createOpenFile, type OpenFile, wouldBlock } from "./open-file.ts";
import { createTerminalSettings, type TerminalSettings } from "./terminal-settings.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

/** A terminal as its user has it in front of them. */
export interface FakeTerminal extends TerminalSettings {
  type(text: string): void;
  /** Everything shown so far. */
  output(): string;
}

/** @param changed called when something was typed */
export function createTerminal(
  size: WindowSize,
  changed: () => void,
): { file: OpenFile; terminal: FakeTerminal } {
  const keys = createByteChannel(Number.POSITIVE_INFINITY);
  const shown: number[] = [];
  const terminal: FakeTerminal = {
    ...createTerminalSettings(size),
    type(text) {
      put(keys, encodeUtf8(text));
      changed();
    },
    output: () => decodeUtf8(Uint8Array.from(shown)),
  };
  const inode = createInode(inodeTypes.characterDevice, 0o620);
  inode.terminal = terminal;
  const file = createOpenFile(inode, {
    read: (opened, out) => (queuedBytes(keys) === 0 ? wouldBlock(opened) : take(keys, out).length),
    write(_, bytes) {
      shown.push(...bytes);
      return bytes.length;
    },
    readiness: () => (queuedBytes(keys) > 0 ? 3 : 2),
  });
  return { file, terminal };
}
