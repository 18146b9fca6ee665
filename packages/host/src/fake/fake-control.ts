import type { SpawnedProgram } from "./process-calls.ts";
import type { FakeTerminal } from "./terminal.ts";

export type SpawnRecord = Omit<SpawnedProgram, "files">;

/** What a test sees and does from outside of the process. */
export interface FakeControl {
  /** Everything written to descriptor 1 or 2 since the start, when it is no terminal. */
  output(fd: 1 | 2): string;
  readonly terminal: FakeTerminal | undefined;
  /** Lets time pass, and the program react to each timer on the way. */
  advance(milliseconds: number): Promise<void>;
  /** A signal from outside: false when nobody watches it. */
  deliver(signal: number): boolean;
  readonly signalsSent: readonly { readonly pid: number; readonly signal: number }[];
  readonly spawned: readonly SpawnRecord[];
  /** The program that took the place of this one. */
  readonly replacement: ReplacementRecord | undefined;
  /** What came in at one of `datagramSockets`. */
  datagrams(path: string): readonly string[];
  openDescriptors(): number[];
  /** False once the program asked that nobody looks into it. */
  readonly dumpable: boolean;
}

export interface ReplacementRecord {
  readonly executable: string;
  readonly argv: readonly string[];
  readonly environment: readonly string[];
  /** Descriptors that it gets. */
  readonly fds: readonly number[];
}
