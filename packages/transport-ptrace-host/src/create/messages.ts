// What a plan that creates a container tells who started it, by number.

/** The container's first process was born: its process id. It waits where ids are to be mapped. */
export const initMessage = 1;
/** All is mounted, and the root is still the host's: it waits for hooks. */
export const preparedMessage = 2;
/** The container waits to be started. */
export const createdMessage = 3;
