import type { OciProcess } from "./oci-process.ts";

export type ContainerStatus = "creating" | "created" | "running" | "paused" | "stopped";

/** The runtime that made it; `external`: its transport knows it, and no state directory does. */
export type ContainerKind = "runsc" | "runc" | "crun" | "sallyport" | "external";

/** A container as its runtime's state directory describes it. `status` is what the file says, not what is true now. */
export interface ContainerRecord {
  readonly kind: ContainerKind;
  readonly id: string;
  readonly status: ContainerStatus;
  /** The process of the container's spec: the template of an exec. */
  readonly process: OciProcess;
  readonly annotations: Readonly<Record<string, string>>;
  readonly bundle: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly owner: string;
  /** The directory the state file lies in (`--root`). */
  readonly stateDirectory: string;
  /** Absent once the sandbox was destroyed, and where the host's own kernel runs the container. */
  readonly sandbox: SandboxRecord | undefined;
  /** Present where the host's own kernel runs the container. */
  readonly host?: HostContainer;
}

/** What only a container on the host's own kernel has. */
export interface HostContainer {
  /** The container's first process. */
  readonly init: {
    /** Host process id. */
    readonly pid: number;
    /** Clock ticks after boot (field 22 of /proc/PID/stat): tells it from a later process of that number. */
    readonly startTime: number;
  };
  /** Commands get a session keyring of their own. */
  readonly newKeyring: boolean;
  /** OCI `linux.seccomp`, unread. */
  readonly seccomp: unknown;
  /** OCI `linux.personality`. */
  readonly personality: OciPersonality | undefined;
  /** Why its configuration could not be read: no command can be started in it then. */
  readonly unreadable: string | undefined;
}

export interface OciPersonality {
  /** `LINUX` or `LINUX32`. */
  readonly domain: string;
}

export interface SandboxRecord {
  readonly id: string;
  /** Host process id of the sentry. */
  readonly pid: number;
  /** Host ids the sentry runs as. */
  readonly uid: number;
  readonly gid: number;
  /** RFC 3339; absent before 2023. */
  readonly startTime: string | undefined;
  /** As recorded: a path, `\0name` for an abstract one, or absent (releases up to January 2023). */
  readonly controlAddress: string | undefined;
  /** `metricMetadata.version`, for instance `0.0~20240729.0`; absent in old releases. */
  readonly version: string | undefined;
  readonly platform: string | undefined;
}
