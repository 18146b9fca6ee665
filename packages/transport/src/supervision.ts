import type { SupervisionLevel, SupervisionPolicy } from "@sallyport/core";

export interface Supervision {
  readonly level: SupervisionLevel;
  readonly policy: SupervisionPolicy;
  /** Takes what happens, as it is told; what it throws ends the command. Absent: nothing is recorded. */
  readonly onEvent?: (event: TraceEvent) => void;
}

/** Something that happened in the tree of a command; docs/trace.schema.json is its schema. Ids are the host's. */
export type TraceEvent = {
  /** RFC 3339. */
  readonly time: string;
  /** Whose it was: of a process with one thread this is its process id. */
  readonly thread: number;
} & (
  | { readonly event: "fork"; readonly child: number }
  | { readonly event: "exec" }
  | { readonly event: "exit"; readonly exitCode: number }
  | { readonly event: "exit"; readonly signal: string }
  | TracedCall
  | DeniedOpening
);

export interface TracedCall {
  readonly event: "call";
  readonly call: string;
  /** AUDIT_ARCH_… of linux/audit.h: a process may call in another way than its program is made for. */
  readonly architecture: number;
  readonly arguments: readonly TracedArgument[];
  /** What it came to, where results are recorded and it returned. */
  readonly result?: number | string;
  /** What it failed with, in place of `result`. */
  readonly error?: string;
}

/**
 * A number, or a text of it in hexadecimal where it is 2^53 or more; a text or a list of texts, in which bytes that are
 * no UTF-8 are U+FFFD, and of which the end is … where there was more; null for what could not be read.
 */
export type TracedArgument = number | string | null | readonly (string | null)[];

export interface DeniedOpening {
  readonly event: "denied";
  readonly path: string;
  readonly access: readonly ("read" | "write")[];
}
