import type { FilePayload } from "@sallyport/core";

export interface SupervisorDescriptors {
  /** What the supervisor is started with: index is its number, value ours. */
  readonly fds: readonly number[];
  /** Its number of the init's folder. */
  readonly init: number;
  /** Its number of the socket for a pidfd. */
  readonly pidfdSocket: number | undefined;
}

/**
 * The command's descriptors under the numbers that the command has them by, so that none has to be moved. The init's
 * folder fills the gaps, and comes behind them where there are none.
 */
export function supervisorDescriptors(
  { guestFds, hostFds }: Pick<FilePayload, "guestFds" | "hostFds">,
  initDirectory: number,
  pidfdSocket: number | undefined,
): SupervisorDescriptors {
  const last = guestFds.at(-1) ?? -1;
  const fds = Array.from({ length: last + 2 }, (_, number) => {
    const index = guestFds.indexOf(number);
    return hostFds[index] ?? initDirectory;
  });
  if (pidfdSocket === undefined) return { fds, init: last + 1, pidfdSocket };
  return { fds: [...fds, pidfdSocket], init: last + 1, pidfdSocket: last + 2 };
}
