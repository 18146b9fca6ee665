import { withResolvers } from "@sallyport/core";
import { createdMessage, initMessage, preparedMessage } from "./messages.ts";

/** Each gets the host process id of the container's first process. */
export interface CreationListener {
  /** It was born, and waits where ids are to be mapped. */
  readonly born: (pid: number) => Promise<void>;
  /** All is mounted, and it waits for hooks. */
  readonly prepared: (pid: number) => Promise<void>;
  /** It waits to be started. */
  readonly created: (pid: number) => void;
}

/**
 * Takes the messages of a plan that creates a container. The first process may be faster than the one that tells its
 * id: what it says before that waits.
 */
export function followCreation(listener: CreationListener): (id: number, value: number) => Promise<void> {
  const init = withResolvers<number>();
  return async (id, value) => {
    if (id === initMessage) {
      init.resolve(value);
      await listener.born(value);
    } else if (id === preparedMessage) await listener.prepared(await init.promise);
    else if (id === createdMessage) listener.created(await init.promise);
  };
}
