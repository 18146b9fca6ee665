import { channelOf, createPipe } from "./pipe.ts";
import { put } from "./byte-channel.ts";
import type { FakeHostOptions } from "./fake-host-options.ts";
import { createInode, inodeTypes } from "./inode.ts";
import { createOpenFile, type OpenFile } from "./open-file.ts";
import { regularFile } from "./regular-file.ts";
import { createTerminal, type FakeTerminal } from "./terminal.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

export interface StandardStreams {
  /** What the caller left open, by number. */
  readonly files: ReadonlyMap<number, OpenFile>;
  readonly terminal: FakeTerminal | undefined;
  output(fd: 1 | 2): string;
}

/** @param changed called when something was typed on the terminal */
export function createStandardStreams(options: FakeHostOptions, changed: () => void): StandardStreams {
  const files = new Map<number, OpenFile>();
  for (const fd of options.inherited ?? []) {
    files.set(fd, createOpenFile(createInode(inodeTypes.regular, 0o600), regularFile));
  }
  const outputs = { 1: createOutput(), 2: createOutput() };
  const output = (fd: 1 | 2) => decodeUtf8(Uint8Array.from(outputs[fd].written));
  if (options.terminal !== undefined) {
    const { file, terminal } = createTerminal(options.terminal, changed);
    [0, 1, 2].forEach((fd) => files.set(fd, file));
    return { files, terminal, output };
  }
  const { read } = createPipe();
  put(channelOf(read.inode), encodeUtf8(options.stdin ?? ""));
  channelOf(read.inode).writers = 0;
  files.set(0, read).set(1, outputs[1].file).set(2, outputs[2].file);
  return { files, terminal: undefined, output };
}

/** A pipe whose reader takes everything at once. */
function createOutput(): { file: OpenFile; written: number[] } {
  const written: number[] = [];
  const file = createOpenFile(
    createInode(inodeTypes.fifo, 0o600),
    {
      write(_, bytes) {
        written.push(...bytes);
        return bytes.length;
      },
      readiness: () => 2,
    },
    { access: 1 },
  );
  return { file, written };
}
