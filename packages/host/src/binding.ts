import type { EventLoop } from "./event-loop.ts";
import type { SystemCalls } from "./system-calls.ts";

/** Facts about this process that no single system call tells; a binding may find one out when it is asked for. */
export interface ProcessFacts {
  readonly argv: readonly string[];
  readonly self: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Descriptors that the caller of this program left open, 0 to 2 among them. */
  readonly inherited: readonly number[];
  /** Signals that the language runtime ignores: a program that replaces this one gets their default action. */
  readonly ignoredSignals: readonly number[];
}

/** One language runtime. */
export interface Binding {
  readonly calls: SystemCalls;
  readonly loop: EventLoop;
  readonly facts: ProcessFacts;
}
