import type { Architecture } from "./architecture.ts";
import type { ErrorPolicyCode, OperationCode } from "./plan-format.ts";

/** An argument of an operation: 64 bits, or what a register holds when it runs. */
export type PlanArgument =
  | {
      readonly kind: "value";
      /** From 0 to 2^64 - 1. */
      readonly value: bigint;
      /** As a reader calls it; not part of the encoded plan. */
      readonly text?: string;
    }
  | { readonly kind: "register"; readonly register: number };

export interface PlanOperation {
  readonly code: OperationCode;
  /** Index of its step's name. */
  readonly step: number;
  /** Number of the system call of `call` and `execute`, else 0. */
  readonly number: number;
  /** Register that takes the result: a value, or a negative errno that the policy let pass. */
  readonly result: number | undefined;
  readonly policy: ErrorPolicyCode;
  /** The errnos of a policy that lists them: at most four, as positive numbers. */
  readonly errnos: readonly number[];
  /** Index of the operation that a jump, a failed operation or a forked process goes on with; else 0. */
  readonly target: number;
  /** At most six; those left out are 0. */
  readonly arguments: readonly PlanArgument[];
}

/** What a reader needs and the supervisor does not. */
export interface PlanSymbols {
  readonly steps: readonly string[];
  /** Names by register. */
  readonly registers: ReadonlyMap<number, string>;
  /** Names by index of operation. */
  readonly labels: ReadonlyMap<number, string>;
  /** Names of the processes that the plan forks, by number. */
  readonly processes: readonly string[];
  /** What is at an address of the data: `"/bin/sh"`, `clone_args{…}`. */
  readonly texts: ReadonlyMap<bigint, string>;
}

/** A flat list of operations with the data that they point to: all that the supervisor is told. */
export interface Plan {
  readonly architecture: Architecture;
  readonly operations: readonly PlanOperation[];
  readonly data: Uint8Array;
  readonly symbols: PlanSymbols;
}
