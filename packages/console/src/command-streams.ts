/** Bytes that passed through us; none for a stream that the command has without us in between. */
export interface TransferredBytes {
  readonly stdin?: number | undefined;
  /** Where both outputs are one file or terminal, all of them are here. */
  readonly stdout?: number | undefined;
  readonly stderr?: number | undefined;
}

/** The descriptors that become 0, 1 and 2 of the command. Disposing of it ends every transfer at once. */
export interface CommandStreams extends AsyncDisposable {
  readonly fds: readonly [number, number, number];
  /** Closes our copies of what was given away; called once the sandbox has its own. */
  released(): void;
  /**
   * Settles when all that the command wrote has been delivered, however slow its reader is, and its streams have
   * ended; for their end it waits `timeout` milliseconds at most, as a process that the command left behind may hold
   * them open for ever. Throws what reading or writing failed with.
   */
  drained(timeout: number): Promise<void>;
  /** So far. */
  transferred(): TransferredBytes;
}
