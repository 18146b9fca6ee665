import type { SocketAddress } from "@sallyport/host";

/** What stands around the one number of a request: `before`, its decimal digits, `after`. */
export interface NumberedRequestText {
  readonly before: string;
  readonly after: string;
}

/** A request that a program without a transport can make. */
export interface NumberedRequest extends NumberedRequestText {
  /** Where a connection for it can be made. */
  readonly address: SocketAddress;
}

/** A wait that a program without a transport can finish: gVisor's protocol, prepared. */
export interface WaitHandover {
  /** Connected; the request to wait has been sent, nothing has been read. The caller passes it on and closes its copy. */
  readonly waitSocket: number;
  /** Where a connection for each signal can be made. */
  readonly signalAddress: SocketAddress;
  /** The request that delivers a signal; the number is the signal's. */
  readonly signalRequest: (target: "process" | "foreground") => NumberedRequestText;
}

/** A start that was given up, whose answer may still come. */
export interface AbandonedStart {
  /** Connected; the answer, with the process id as its result, is still to come. The caller closes it. */
  readonly socket: number;
  readonly address: SocketAddress;
  /** The request that kills a process; the number is its id. */
  readonly killRequest: NumberedRequestText;
}
