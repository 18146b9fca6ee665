import { type ErrnoName, errnoNumbers, SallyportError } from "@sallyport/core";
import { argumentOf, type Operand, type Register } from "./operand.ts";
import type { PlanOperation } from "./plan.ts";
import { type ErrorPolicyCode, maximumErrnos, type OperationCode } from "./plan-format.ts";

/** A place in the list of operations, named before or after it is known. */
export interface Label {
  readonly kind: "label";
  readonly name: string;
}

/**
 * What follows an error of an operation. Default: the plan fails. Errnos that are not listed fail it too. A result
 * register takes the negative errno that was let pass.
 */
export type OnError =
  | "ignore"
  | { readonly ignore: readonly ErrnoName[] }
  | { readonly goto: Label; readonly on?: readonly ErrnoName[] };

export interface OperationOptions {
  /** Takes the result. */
  readonly into?: Register;
  readonly onError?: OnError;
}

interface NewOperation extends OperationOptions {
  readonly code: OperationCode;
  readonly number?: number;
  readonly arguments?: readonly Operand[];
  readonly target?: Label;
}

export interface OperationList {
  /** Names what the operations that follow are for, as errors will say. */
  readonly step: (name: string) => void;
  readonly label: (name: string) => Label;
  /** The next operation is where the label is. */
  readonly place: (label: Label) => void;
  readonly add: (operation: NewOperation) => void;
  /** Throws SALLYPORT_INTERNAL for a label that was never placed. */
  finish(): {
    readonly operations: readonly PlanOperation[];
    readonly steps: readonly string[];
    readonly labels: ReadonlyMap<number, string>;
  };
}

export function createOperationList(): OperationList {
  const operations: (Omit<PlanOperation, "target"> & { readonly target: Label | undefined })[] = [];
  const steps: string[] = [];
  const places = new Map<Label, number>();
  let step = -1;

  function place(label: Label): void {
    if (places.has(label)) throw new SallyportError("SALLYPORT_INTERNAL", `label ${label.name} placed twice`);
    places.set(label, operations.length);
  }

  function placeOf(label: Label): number {
    const index = places.get(label);
    if (index === undefined || index >= operations.length) {
      throw new SallyportError("SALLYPORT_INTERNAL", `label ${label.name} is at no operation`);
    }
    return index;
  }

  return {
    step(name) {
      step = steps.includes(name) ? steps.indexOf(name) : steps.push(name) - 1;
    },
    label: (name) => ({ kind: "label", name }),
    place,
    add(operation) {
      if (step < 0)
        throw new SallyportError("SALLYPORT_INTERNAL", "operation of a plan before its first step");
      const { policy, errnos, target } = policyOf(operation.onError);
      operations.push({
        code: operation.code,
        step,
        number: operation.number ?? 0,
        result: operation.into?.register,
        policy,
        errnos,
        target: operation.target ?? target,
        arguments: (operation.arguments ?? []).map(argumentOf),
      });
    },
    finish: () => ({
      operations: operations.map((operation) => ({
        ...operation,
        target: operation.target === undefined ? 0 : placeOf(operation.target),
      })),
      steps,
      labels: new Map([...places].map(([label, index]) => [index, label.name])),
    }),
  };
}

function policyOf(onError: OnError | undefined): {
  readonly policy: ErrorPolicyCode;
  readonly errnos: readonly number[];
  readonly target: Label | undefined;
} {
  if (onError === undefined) return { policy: "fail", errnos: [], target: undefined };
  if (onError === "ignore") return { policy: "ignore", errnos: [], target: undefined };
  if ("ignore" in onError) {
    return { policy: "ignore-listed", errnos: numbersOf(onError.ignore), target: undefined };
  }
  const { goto, on } = onError;
  return on === undefined
    ? { policy: "jump", errnos: [], target: goto }
    : { policy: "jump-listed", errnos: numbersOf(on), target: goto };
}

function numbersOf(names: readonly ErrnoName[]): readonly number[] {
  if (names.length > maximumErrnos) {
    throw new SallyportError("SALLYPORT_INTERNAL", `more than ${maximumErrnos} errnos: ${names.join(", ")}`);
  }
  const known: Readonly<Record<string, number>> = errnoNumbers;
  return names.map((name) => known[name] ?? Number(name.replace("ERRNO_", "")));
}
