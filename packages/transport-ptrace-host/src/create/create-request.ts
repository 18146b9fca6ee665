import type { WindowSize } from "@sallyport/host";
import type { CgroupDirectory } from "../cgroup/directories.ts";
import type { LinuxNamespace } from "../container/linux-namespaces.ts";
import type { Command, Watch } from "../join/join-request.ts";
import type { AttributeChange, PropagationChange } from "./mount-options.ts";

/** All that a plan to create a container is made of. Numbers are the kernel's, paths of the host are absolute. */
export interface CreateRequest {
  readonly namespaces: {
    readonly created: readonly LinuxNamespace[];
    readonly joined: readonly { readonly name: LinuxNamespace; readonly path: string }[];
  };
  /** The ids of the new user namespace are mapped by who started the supervisor, whom it asks for that. */
  readonly mapsIds: boolean;
  /** Files of the host are opened with the supervisor's own rights, which the new user namespace has not. */
  readonly privileged: boolean;
  readonly deniesGroups: boolean;
  readonly cgroups: readonly CgroupDirectory[];
  /** In eBPF, for cgroup v2 where no hierarchy of v1 decides on devices. */
  readonly deviceFilter: { readonly directory: string; readonly program: Uint8Array } | undefined;
  readonly root: RootSource;
  readonly rootReadOnly: boolean;
  readonly rootPropagation: readonly PropagationChange[];
  /** In their order. */
  readonly mounts: readonly MountAction[];
  readonly devices: readonly Device[];
  /** Symbolic links in `/dev`; none where the host's or an engine's own `/dev` is mounted. */
  readonly deviceLinks: readonly { readonly name: string; readonly target: string }[];
  readonly hostname: string | undefined;
  readonly domainname: string | undefined;
  readonly sysctl: readonly { readonly file: string; readonly value: string }[];
  readonly maskedPaths: readonly string[];
  readonly readonlyPaths: readonly string[];
  /** Hooks of the host run before the root is changed: who started the supervisor is asked to. */
  readonly pausesForHooks: boolean;
  readonly startsLoopback: boolean;
  /** Milliseconds that may pass until the container has started, hooks included. */
  readonly startLimit: number;
  /** FIFO of the host, made by the plan, from which the command waits for a byte before it starts. */
  readonly fifo: string;
  /** The container's process executes nothing: it stays to reap those that join. */
  readonly reaps: boolean;
  /** The supervisor ends once the container waits to be started. */
  readonly leave: "created" | "started" | "never";
  /** Of a supervisor that never leaves. Absent: the container's process is waited for, and no more. */
  readonly watch?: Watch;
  /** Of the command's terminal. */
  readonly terminalSize: WindowSize | undefined;
  readonly command: Command;
}

export type RootSource =
  /** The root file system, with what is mounted below it. */
  | { readonly kind: "directory"; readonly path: string }
  /** The host's own root; what is written to it is kept in memory, and thrown away. */
  | { readonly kind: "host-overlay" }
  /** The host's own root with all that is mounted below it, to be read alone. */
  | { readonly kind: "host-read-only" };

export type MountAction = FileSystemMount | BindMount | Remount | Link;

export interface FileSystemMount {
  readonly kind: "file-system";
  readonly destination: string;
  readonly type: string;
  readonly source: string;
  readonly attributes: AttributeChange;
  readonly propagation: readonly PropagationChange[];
  /** `name` or `name=value`. */
  readonly data: readonly string[];
  /** It may be mounted on a file of /proc. */
  readonly insideProc: boolean;
}

export interface BindMount {
  readonly kind: "bind";
  readonly destination: string;
  readonly source: string;
  readonly isDirectory: boolean;
  readonly recursive: boolean;
  readonly attributes: AttributeChange;
  readonly recursiveAttributes: AttributeChange;
  readonly propagation: readonly PropagationChange[];
  readonly insideProc: boolean;
}

/** Makes a mount read-only that others were mounted in before. */
interface Remount {
  readonly kind: "remount";
  readonly destination: string;
  readonly attributes: AttributeChange;
}

interface Link {
  readonly kind: "link";
  readonly destination: string;
  readonly target: string;
}

export interface Device {
  readonly path: string;
  readonly type: "c" | "b" | "p";
  readonly major: number;
  readonly minor: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}
