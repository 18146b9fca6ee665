/** The waiter's side of this is native/waiter/message.h. */
export const magic = 0x5457_5053;
export const version = 1;
export const headerSize = 32;

export const modes = { wait: 1, "start-kill": 2, guard: 3, pump: 4, feed: 5 } as const;

/** What a descriptor is for; they travel in this order. */
export const roles = { reply: 1, address: 2, guard: 4, terminal: 8, source: 16, target: 32 } as const;

/** Where the waiter keeps the descriptor of role `address`. */
export const addressDescriptor = 11;

export const reports = { ready: 0x52, acknowledged: 0x41, failed: 0x45, status: 0x53 } as const;

/** To a guard: the client needs it no longer. */
export const doneByte = 0x44;

/** Bytes of a failure: the kind, the step, the errno. */
export const failureSize = 6;

/** Bytes of an ending: the kind, the wait status. */
export const endingSize = 5;

export const steps: Readonly<Record<number, string>> = {
  1: "block signals",
  2: "open signal descriptor",
  3: "become not dumpable",
  4: "enter /",
  5: "set name",
  6: "read task",
  7: "place descriptors",
  8: "copy",
};

/** Bytes at most. */
export const maximumSizes = { address: 110, before: 1024, after: 256 } as const;

/** The kernel's struct termios on the architectures that the waiter is built for. */
export const attributesSize = 36;
