import { type ExecArgs, type FilePayload, SallyportError } from "@sallyport/core";
import { type Demand, demand } from "./demand.ts";
import type { SandboxProcess } from "./sandbox-transport.ts";

type SignalTarget = Parameters<SandboxProcess["signal"]>[1] | "init" | "all";

const SIGKILL = 9;
const highestSignal = 64;

/** @throws SallyportError SALLYPORT_USAGE for a number that is no signal */
export function requireSignal(signal: number): void {
  if (Number.isInteger(signal) && signal >= 0 && signal <= highestSignal) return;
  throw new SallyportError("SALLYPORT_USAGE", `signal ${signal} is not from 0 to ${highestSignal}`);
}

/** What a signal needs of the transport. */
export function signalDemands(signal: number, target: SignalTarget): Demand[] {
  const asked = `signal ${signal} to ${target}`;
  const modes = signal === SIGKILL ? (["kill", "any"] as const) : (["any"] as const);
  return [
    { capability: "signals", modes, asked },
    ...(target === "group" ? [demand("processGroupSignals", asked)] : []),
  ];
}

/** What can be told from the arguments of `execute`; `execDemands` knows what was asked for besides. */
export function executeDemands({ terminal }: ExecArgs, { guestFds, hasExecutable }: FilePayload): Demand[] {
  return [
    ...(terminal ? [demand("tty", "a terminal")] : []),
    ...(guestFds.some((fd) => fd > 2) ? [demand("passFds", `descriptor ${guestFds.at(-1)}`)] : []),
    ...(hasExecutable ? [demand("execFd", "a program given as a descriptor")] : []),
  ];
}
