import type { PollCalls, SignalCalls, SystemCalls } from "../system-calls.ts";

/** What native/quickjs gives to the program: the C layer, and what a language runtime has beside it. */
export interface Native extends SystemCalls, PollCalls, SignalCalls {
  readonly argv: readonly string[];
  /** A new object; of two variables of a name the first one counts. */
  environment(): Readonly<Record<string, string>>;
  encode(text: string): Uint8Array;
  decode(bytes: Uint8Array): string;
  /** A program within the executable, as a sealed memory file: its descriptor, or a negative errno. */
  openEmbedded(name: string): number;
  exit(status: number): never;
}
