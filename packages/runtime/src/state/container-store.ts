import type { ContainerRecord } from "@sallyport/core";

/** The containers of one state directory. */
export interface ContainerStore {
  /**
   * The container with that id, or the only one whose id begins so. Throws SALLYPORT_NOT_FOUND,
   * SALLYPORT_AMBIGUOUS, SALLYPORT_INVALID_STATE.
   */
  find(id: string): Promise<ContainerRecord>;
  /** In order of id; those whose state cannot be read are in `unreadable`. */
  list(): Promise<ContainerListing>;
}

export interface ContainerListing {
  readonly containers: readonly ContainerRecord[];
  readonly unreadable: readonly UnreadableContainer[];
}

export interface UnreadableContainer {
  readonly id: string;
  readonly error: unknown;
}
