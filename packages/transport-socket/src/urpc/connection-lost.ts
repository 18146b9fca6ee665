import { SallyportError } from "@sallyport/core";

/** The connection ended before the reply was complete, worded as gVisor's client does. */
export function connectionLost(method: string, how: string, cause?: unknown): SallyportError {
  return new SallyportError("SALLYPORT_CONNECTION_LOST", `urpc method "${method}" failed: ${how}`, {
    details: { method },
    ...(cause === undefined ? {} : { cause }),
  });
}
