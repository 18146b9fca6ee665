import type { ContainerRecord } from "./container-record.ts";
import type { HostConfiguration } from "./host-configuration.ts";
import type { HostOrigin } from "./runc-state.ts";

export const ownStateVersion = 1;

/** What sallyport notes of a container that it made itself. */
export interface OwnState {
  /** Of this format; a file of another version is refused. */
  readonly version: typeof ownStateVersion;
  readonly id: string;
  /** Host process id of the container's first process; 0 while there is none yet. */
  readonly pid: number;
  /** Clock ticks after boot: tells the process from a later one of that number. */
  readonly startTime: number;
  /** Absolute. */
  readonly bundle: string;
  /** RFC 3339. */
  readonly created: string;
  /** The cgroups that were made for it, by their folders. */
  readonly cgroups: readonly OwnCgroup[];
}

export interface OwnCgroup {
  readonly version: 1 | 2;
  readonly controllers: readonly string[];
  readonly path: string;
}

export function ownRecord(
  { id, pid, startTime, bundle, created }: OwnState,
  configuration: HostConfiguration,
  origin: HostOrigin,
): ContainerRecord {
  return {
    kind: "sallyport",
    id,
    status: pid === 0 ? "creating" : origin.waitsForStart ? "created" : "running",
    process: configuration.process ?? {},
    annotations: configuration.annotations ?? {},
    bundle,
    createdAt: created,
    owner: origin.owner,
    stateDirectory: origin.stateDirectory,
    sandbox: undefined,
    host: {
      init: { pid, startTime },
      newKeyring: true,
      seccomp: configuration.linux?.seccomp,
      personality: configuration.linux?.personality,
      unreadable: configuration.unreadable,
    },
  };
}
