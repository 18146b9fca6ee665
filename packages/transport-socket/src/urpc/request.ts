import { maximumPayloadFiles, SallyportError } from "@sallyport/core";

export interface UrpcRequest {
  /** `Type.Method`. */
  readonly method: string;
  /** Anything that JSON can say; null where the method takes nothing. */
  readonly argument: unknown;
  /** Descriptors that travel with the first byte; the caller keeps them open until the reply. */
  readonly fds: readonly number[];
}

/**
 * The request as it goes over the wire: no delimiter, no length.
 *
 * @throws SallyportError SALLYPORT_INVALID_DESCRIPTOR when there are more descriptors than one message takes.
 */
export function encodeRequest(request: UrpcRequest): string {
  if (request.fds.length > maximumPayloadFiles) {
    throw new SallyportError(
      "SALLYPORT_INVALID_DESCRIPTOR",
      `urpc method "${request.method}" failed: too many files: ${request.fds.length}, at most ${maximumPayloadFiles}`,
    );
  }
  return JSON.stringify({ method: request.method, arg: request.argument });
}
