import { withResolvers } from "@sallyport/core";
import type { Clock } from "@sallyport/host";

/** Milliseconds between two interrupts that mean one thing: away from here. */
const patience = 2000;
/** Milliseconds that the second one waits for the delivery of either: keys may be typed faster than a sandbox answers. */
const grace = 500;

export interface InterruptCount {
  received(): void;
  /** The command has one that was received: the sandbox answers. */
  delivered(): void;
  /** Settles after a second interrupt within two seconds of one that is not delivered. */
  readonly abandoned: Promise<void>;
}

export function createInterruptCount(clock: Clock): InterruptCount {
  let waitingSince: number | undefined;
  let deliveries = 0;
  const abandoned = withResolvers<void>();

  async function abandonUnlessDelivered(): Promise<void> {
    const before = deliveries;
    await clock.delay(grace).elapsed;
    if (deliveries === before) abandoned.resolve();
  }

  return {
    abandoned: abandoned.promise,
    received() {
      const time = clock.sinceBoot();
      if (waitingSince !== undefined && time - waitingSince <= patience) void abandonUnlessDelivered();
      waitingSince = time;
    },
    delivered() {
      waitingSince = undefined;
      deliveries += 1;
    },
  };
}
