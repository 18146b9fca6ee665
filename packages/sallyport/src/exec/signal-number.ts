import { SallyportError, signalNumber } from "@sallyport/core";
import type { Signal } from "../exec-options.ts";

const lastSignal = 64;

/** @throws SallyportError SALLYPORT_USAGE for what is no signal; 0, which only probes, is one */
export function numberOf(signal: Signal): number {
  if (typeof signal === "string") return signalNumber(signal);
  if (Number.isInteger(signal) && signal >= 0 && signal <= lastSignal) return signal;
  throw new SallyportError("SALLYPORT_USAGE", `unknown signal "${signal}"`, { details: { signal } });
}
