import { SallyportError } from "@sallyport/core";
import { attributesSize, headerSize, magic, maximumSizes, modes, roles, version } from "./waiter-format.ts";

export interface WaiterMessage {
  readonly mode: keyof typeof modes;
  /** What the descriptors that travel with it are for. */
  readonly roles: readonly (keyof typeof roles)[];
  /** Milliseconds; 0 but for `start-kill`. */
  readonly timeLimit: number;
  /** Those to forward, 1 to 64. */
  readonly signals: readonly number[];
  /** A sockaddr_un; empty where nobody is to be told. */
  readonly address: Uint8Array;
  /** What a request says in front of its number, and behind it. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** A struct termios, or nothing. */
  readonly attributes: Uint8Array;
}

/**
 * The message that gives a waiter its task.
 *
 * @throws SallyportError SALLYPORT_INTERNAL for what has no room in it.
 */
export function encodeWaiterMessage(message: WaiterMessage): Uint8Array {
  const { address, before, after, attributes } = message;
  checkSizes(message);
  const parts = [address, before, after, attributes];
  const size = parts.reduce((sum, part) => sum + part.length, headerSize);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint16(4, version, true);
  view.setUint8(6, modes[message.mode]);
  view.setUint8(7, roleBits(message.roles));
  view.setUint32(8, size, true);
  view.setUint32(12, message.timeLimit, true);
  view.setBigUint64(16, signalMask(message.signals), true);
  let offset = headerSize;
  for (const [index, part] of parts.entries()) {
    view.setUint16(24 + 2 * index, part.length, true);
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

function checkSizes(message: WaiterMessage): void {
  for (const name of ["address", "before", "after"] as const) {
    const size = message[name].length;
    const maximum = maximumSizes[name];
    if (size > maximum) throw misfit(`${name} of ${size} bytes, more than ${maximum}`);
  }
  const { attributes, timeLimit } = message;
  if (attributes.length !== 0 && attributes.length !== attributesSize) {
    throw misfit(`terminal attributes of ${attributes.length} bytes, not ${attributesSize}`);
  }
  if (!Number.isInteger(timeLimit) || timeLimit < 0 || timeLimit > 0xffff_ffff) {
    throw misfit(`time limit ${timeLimit}, not from 0 to 4294967295`);
  }
}

function roleBits(names: WaiterMessage["roles"]): number {
  return names.reduce((bits, name) => bits | roles[name], 0);
}

function signalMask(signals: readonly number[]): bigint {
  return signals.reduce((mask, signal) => {
    if (!Number.isInteger(signal) || signal < 1 || signal > 64) {
      throw misfit(`signal ${signal}, not from 1 to 64`);
    }
    return mask | (1n << BigInt(signal - 1));
  }, 0n);
}

function misfit(what: string): SallyportError {
  return new SallyportError("SALLYPORT_INTERNAL", `waiter message: ${what}`);
}
