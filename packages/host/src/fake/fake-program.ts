import type { Host } from "../port/host.ts";

/** A program of the fake's, as its own process sees itself. */
export interface FakeProgramContext {
  /** The operating system as the child has it: its own descriptors, environment and signals. */
  readonly host: Host;
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly session: "same" | "new" | "new-with-terminal";
}

/** Runs as a child; its result is the raw wait status (exit status 7 is 7 << 8). */
export type FakeProgram = (context: FakeProgramContext) => number | Promise<number>;
