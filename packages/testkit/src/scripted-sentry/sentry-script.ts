import type { FileStatus } from "@sallyport/host";

/** A request as the sentry got it. */
export interface SentryRequest {
  readonly method: string;
  readonly arg: unknown;
  /** The JSON text, for tests of the exact wire form. */
  readonly text: string;
  /** What the descriptors are that came with the first byte; later ones are dropped, as the real server does. */
  readonly fds: readonly FileStatus[];
}

/** A misbehaviour; `result` is what a healthy sentry would have answered. */
export type SentryFault =
  /** Ends the connection without a byte. */
  | { readonly kind: "close" }
  /** Ends the connection after the first half of the reply. */
  | { readonly kind: "partial"; readonly result: unknown }
  | { readonly kind: "byte-at-a-time"; readonly result: unknown }
  /** Sends these bytes, then ends the connection. */
  | { readonly kind: "garbage"; readonly bytes: Uint8Array }
  /** Never answers; the connection stays open until the client goes. */
  | { readonly kind: "hang" }
  /** A reply of at least that many bytes, or until the client goes. */
  | { readonly kind: "huge"; readonly bytes: number }
  /** The reply, and right behind it another one that nobody asked for. */
  | { readonly kind: "pipelined-extra"; readonly result: unknown };

export type SentryReply =
  | { readonly result: unknown }
  | { readonly err: string }
  | { readonly fault: SentryFault };

/** A reply, or what makes one; `fds` are the received descriptors themselves, open until the reply is made. */
export type SentryAnswer =
  | SentryReply
  | ((request: SentryRequest, fds: readonly number[]) => SentryReply | Promise<SentryReply>);

/** Answers by method (`containerManager.WaitPID`); a method without one is answered "unknown method". */
export type SentryScript = Readonly<Record<string, SentryAnswer>>;
