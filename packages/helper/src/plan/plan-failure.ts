import { decodeWaitStatus, errnoMessage, errnoName, SallyportError, signalName } from "@sallyport/core";
import { ownSteps, supervisorItself } from "./frame-format.ts";
import type { Plan } from "./plan.ts";
import { printOperation } from "./print-plan.ts";
import type { Frame } from "./read-frames.ts";
import { systemCallName } from "./system-call-number.ts";

/** The error behind a frame `refused`, `failed` or `lost`: it names the step, the system call and the errno. */
export function planFailure(plan: Plan, frame: Frame): SallyportError {
  switch (frame.type) {
    case "lost":
      return lost(plan, frame);
    case "refused":
      return refused(plan, frame);
    default:
      return failed(plan, frame);
  }
}

function failed(plan: Plan, frame: Frame): SallyportError {
  const operation = plan.operations[frame.operation];
  const errno = errnoName(frame.value);
  const process = processName(plan, frame.process);
  if (operation === undefined) {
    return new SallyportError("SALLYPORT_START_FAILED", `start the command: ${errnoMessage(errno)}`, {
      errno,
      details: { process },
    });
  }
  const step = plan.symbols.steps[operation.step] ?? `step ${operation.step}`;
  const isCall = operation.code === "call" || operation.code === "execute";
  const call = isCall ? systemCallName(plan.architecture, operation.number) : operation.code;
  return new SallyportError("SALLYPORT_START_FAILED", `${step}: ${call}: ${errnoMessage(errno)}`, {
    errno,
    details: { step, call, process, operation: printOperation(plan, frame.operation) },
  });
}

function refused(plan: Plan, frame: Frame): SallyportError {
  const step = ownSteps[frame.detail] ?? `step ${frame.detail}`;
  const errno = errnoName(frame.value);
  const operation = plan.operations[frame.operation];
  const where = operation === undefined ? "" : ` at operation ${frame.operation}`;
  return new SallyportError("SALLYPORT_INTERNAL", `supervisor: ${step}${where}: ${errnoMessage(errno)}`, {
    errno,
    details: {
      step,
      ...(operation === undefined ? {} : { operation: printOperation(plan, frame.operation) }),
    },
  });
}

function lost(plan: Plan, frame: Frame): SallyportError {
  const process = processName(plan, frame.process);
  const status = decodeWaitStatus(frame.value);
  const how =
    status.kind === "signaled" ? `was killed by ${signalName(status.signal)}` : `ended with ${status.code}`;
  return new SallyportError("SALLYPORT_START_FAILED", `${process} ${how} before the command had started`, {
    details: { process, waitStatus: frame.value },
  });
}

function processName(plan: Plan, number: number): string {
  return number === supervisorItself ? "supervisor" : (plan.symbols.processes[number] ?? `process ${number}`);
}
