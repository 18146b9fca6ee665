import type { WindowSize } from "../port/terminals.ts";
import type { FakeProgram } from "./fake-program.ts";

export interface FakeHostOptions {
  readonly argv?: readonly string[];
  readonly self?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly pid?: number;
  readonly parentPid?: number;
  readonly effectiveUid?: number;
  /** Default 0o022. */
  readonly umask?: number;
  /** Made when missing. Default `/`. */
  readonly workingDirectory?: string;
  /** Regular files by absolute path; the directories above them are made. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Targets by absolute path. */
  readonly symlinks?: Readonly<Record<string, string>>;
  readonly fifos?: readonly string[];
  /** Sockets of others that take datagrams, by absolute path. */
  readonly datagramSockets?: readonly string[];
  /** What descriptor 0, a pipe, holds. */
  readonly stdin?: string;
  /** Makes descriptors 0 to 2 a terminal. */
  readonly terminal?: WindowSize;
  /** Further numbers that the caller left open, on empty files. */
  readonly inherited?: readonly number[];
  /** What can be spawned, by absolute path. */
  readonly programs?: Readonly<Record<string, FakeProgram>>;
  /** Other processes that exist. */
  readonly processes?: readonly number[];
  /** `automatic`: time passes by itself once the program has nothing else to do. Default `manual`. */
  readonly clock?: "manual" | "automatic";
  /** Milliseconds since the epoch at the start. */
  readonly now?: number;
}
