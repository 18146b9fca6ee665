import { quoted } from "./printable.ts";
import { SallyportError } from "./sallyport-error.ts";
import { firstRealtimeSignal, lastSignal, signalAliases, signalNames } from "./signal-names.ts";

const realtimeName = /^SIGRTM(IN\+|IN|AX-|AX)(\d{0,2})$/;
const plainNumber = /^(?:SIG)?(\d{1,2})$/;

/**
 * The number of a signal given as `SIGTERM`, `TERM`, `term`, `15`, `SIGRTMIN+3` or `SIGRTMAX-1`. `0` is
 * accepted: kill(2) takes it to probe. Throws SALLYPORT_USAGE `unknown signal "X"`.
 */
export function signalNumber(name: string): number {
  const upper = name.toUpperCase();
  const full = upper.startsWith("SIG") ? upper : `SIG${upper}`;
  const number =
    namedSignal(full) ?? realtimeSignal(full) ?? Number(plainNumber.exec(full)?.[1] ?? Number.NaN);
  if (number >= 0 && number <= lastSignal) return number;
  throw new SallyportError("SALLYPORT_USAGE", `unknown signal ${quoted(name)}`, {
    details: { signal: name },
  });
}

/**
 * The name of signal 1 to 64: `SIGTERM`, `SIGRTMIN+3`, and `SIG32` and `SIG33`, which have none.
 * Throws SALLYPORT_USAGE `unknown signal "65"`.
 */
export function signalName(number: number): string {
  const name = signalNames[number];
  if (name !== undefined) return name;
  if (!Number.isInteger(number) || number < 1 || number > lastSignal) {
    throw new SallyportError("SALLYPORT_USAGE", `unknown signal "${number}"`, {
      details: { signal: number },
    });
  }
  if (number < firstRealtimeSignal) return `SIG${number}`;
  return number === firstRealtimeSignal ? "SIGRTMIN" : `SIGRTMIN+${number - firstRealtimeSignal}`;
}

function namedSignal(name: string): number | undefined {
  if (Object.hasOwn(signalAliases, name)) return signalAliases[name];
  const index = (signalNames as readonly (string | undefined)[]).indexOf(name);
  return index === -1 ? undefined : index;
}

function realtimeSignal(name: string): number | undefined {
  const [, base, digits] = realtimeName.exec(name) ?? [];
  if (base === undefined || (base.length === 2) !== (digits === "")) return undefined;
  const number = base.startsWith("IN") ? firstRealtimeSignal + Number(digits) : lastSignal - Number(digits);
  return number >= firstRealtimeSignal ? number : undefined;
}
