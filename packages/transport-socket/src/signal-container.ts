import { SallyportError } from "@sallyport/core";
import { controlMethods } from "./control-methods.ts";
import type { SandboxCaller } from "./sandbox-caller.ts";

/** To whom a signal goes (runsc/boot/controller.go, SignalDeliveryMode). A sentry panics at a mode it does not know. */
export const deliveryModes = { process: 0, all: 1, foreground: 2, group: 3 } as const;
const highestSignal = 64;

export interface SignalDelivery {
  readonly containerId: string;
  readonly signal: number;
  /** 0 is the container's init. */
  readonly pid: number;
  readonly mode: keyof typeof deliveryModes;
}

/**
 * Delivers a signal; 0 probes.
 *
 * @throws SallyportError SALLYPORT_USAGE for a number that is no signal; that of the call.
 */
export async function signalContainer(caller: SandboxCaller, delivery: SignalDelivery): Promise<void> {
  const { containerId, signal, pid, mode } = delivery;
  if (!Number.isInteger(signal) || signal < 0 || signal > highestSignal) {
    throw new SallyportError("SALLYPORT_USAGE", `signal ${signal} is not from 0 to ${highestSignal}`);
  }
  await caller.call(controlMethods.signal, {
    CID: containerId,
    Signo: signal,
    PID: pid,
    Mode: deliveryModes[mode],
  });
}
