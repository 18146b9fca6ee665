import { withResolvers } from "@sallyport/core";

/** Milliseconds between two interrupts that mean one thing: away from here. */
const patience = 2000;

export interface InterruptCount {
  received(): void;
  /** The command has all that were received so far. */
  delivered(): void;
  /** Settles at a second interrupt within two seconds of one that is not delivered. */
  readonly abandoned: Promise<void>;
}

/** @param now milliseconds */
export function createInterruptCount(now: () => number): InterruptCount {
  let waitingSince: number | undefined;
  const abandoned = withResolvers<void>();
  return {
    abandoned: abandoned.promise,
    received() {
      const time = now();
      if (waitingSince !== undefined && time - waitingSince <= patience) abandoned.resolve();
      waitingSince = time;
    },
    delivered() {
      waitingSince = undefined;
    },
  };
}
