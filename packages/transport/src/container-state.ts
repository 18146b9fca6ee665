import type { ContainerStatus, OciProcess } from "@sallyport/core";

/** What a sandbox tells of a container. */
export interface ContainerState {
  readonly status: ContainerStatus;
  /**
   * The container's own process, from which an exec takes what it does not say: user, working directory, environment,
   * capabilities. Absent where the container's record has it.
   */
  readonly process?: OciProcess;
  /** Host process id of the sandbox, where it has one. */
  readonly pid?: number;
}

/** A container as `list` tells it. */
export interface ListedContainer {
  readonly id: string;
  readonly status: ContainerStatus;
  /** RFC 3339. */
  readonly createdAt?: string;
  readonly owner?: string;
}
