import type { TerminalSize } from "../exec-options.ts";
import type { InputStream, OutputStream } from "../stream-types.ts";

/** The standard streams of one command: what the sandbox gets, and our side of it. */
export interface CommandStreams {
  /** To become 0, 1 and 2 of the command. */
  readonly fds: readonly [number, number, number];
  readonly stdin: InputStream | null;
  readonly stdout: OutputStream | null;
  readonly stderr: OutputStream | null;
  /** Closes our copies of what was given away, once the sandbox has its own. */
  released(): void;
  /** Settles with the reason when what the command reads from has failed; never otherwise. */
  readonly sourceFailed: Promise<unknown>;
  /**
   * To be called when the command has ended: reads what it wrote, for that many milliseconds at most. Rejects when it
   * cannot be read.
   */
  drained(timeout: number): Promise<void>;
  /** Whether output was dropped. */
  truncated(): { readonly stdout: boolean; readonly stderr: boolean };
  /** Of a terminal; settles when the command has been told. */
  resize?(size: TerminalSize): Promise<void>;
  /** Gives a terminal to somebody who keeps it open, so that its command is not hung up. */
  handOver?(take: (fd: number) => Promise<void>): Promise<void>;
  /** Ends every stream at once. */
  close(): void;
}
