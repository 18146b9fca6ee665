import { jsonType, protocolError } from "./protocol-error.ts";

/**
 * A result that is a whole number within the bounds.
 *
 * @throws SallyportError SALLYPORT_PROTOCOL
 */
export function integerResult(method: string, result: unknown, lowest: number, highest: number): number {
  if (typeof result !== "number") throw protocolError(method, `result is ${jsonType(result)}, not a number`);
  if (!Number.isInteger(result) || result < lowest || result > highest) {
    throw protocolError(method, `result ${result} is not a whole number from ${lowest} to ${highest}`);
  }
  return result;
}
