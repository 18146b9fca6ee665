import type { OciPersonality } from "./container-record.ts";
import type { OciProcess } from "./oci-process.ts";

/** An OCI bundle's config.json, the parts that a container of our own is made of. https://github.com/opencontainers/runtime-spec/blob/v1.2.0/config.md */
export interface OciConfiguration {
  readonly ociVersion: string;
  readonly process?: OciProcess | undefined;
  readonly root: { readonly path: string; readonly readonly?: boolean | undefined };
  readonly hostname?: string | undefined;
  readonly domainname?: string | undefined;
  readonly mounts?: readonly OciMount[] | undefined;
  readonly hooks?: OciHooks | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly linux?: OciLinux | undefined;
}

export interface OciMount {
  /** In the container. */
  readonly destination: string;
  readonly type?: string | undefined;
  readonly source?: string | undefined;
  readonly options?: readonly string[] | undefined;
}

export type HookName =
  | "prestart"
  | "createRuntime"
  | "createContainer"
  | "startContainer"
  | "poststart"
  | "poststop";
export type OciHooks = { readonly [name in HookName]?: readonly OciHook[] | undefined };

export interface OciHook {
  readonly path: string;
  readonly args?: readonly string[] | undefined;
  readonly env?: readonly string[] | undefined;
  /** Seconds. */
  readonly timeout?: number | undefined;
}

export const namespaceTypes = ["pid", "network", "mount", "ipc", "uts", "user", "cgroup", "time"] as const;
export type NamespaceType = (typeof namespaceTypes)[number];

export interface OciLinux {
  /** Without a path: a new one. */
  readonly namespaces?:
    | readonly { readonly type: NamespaceType; readonly path?: string | undefined }[]
    | undefined;
  readonly uidMappings?: readonly OciIdMapping[] | undefined;
  readonly gidMappings?: readonly OciIdMapping[] | undefined;
  readonly devices?: readonly OciDevice[] | undefined;
  readonly cgroupsPath?: string | undefined;
  readonly resources?: OciResources | undefined;
  readonly rootfsPropagation?: Propagation | undefined;
  readonly seccomp?: unknown;
  readonly sysctl?: Readonly<Record<string, string>> | undefined;
  readonly maskedPaths?: readonly string[] | undefined;
  readonly readonlyPaths?: readonly string[] | undefined;
  readonly personality?: OciPersonality | undefined;
}

export interface OciIdMapping {
  readonly containerID: number;
  readonly hostID: number;
  readonly size: number;
}

export const propagations = ["shared", "slave", "private", "unbindable"] as const;
export type Propagation = (typeof propagations)[number] | `r${(typeof propagations)[number]}`;

export const deviceTypes = ["c", "b", "u", "p"] as const;

export interface OciDevice {
  readonly type: (typeof deviceTypes)[number];
  readonly path: string;
  readonly major?: number | undefined;
  readonly minor?: number | undefined;
  /** Permission bits. Default 0o666. */
  readonly fileMode?: number | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
}

/** Limits of the container's cgroup; -1 is no limit where the kernel knows one. */
export interface OciResources {
  readonly devices?: readonly OciDeviceRule[] | undefined;
  readonly memory?:
    | {
        /** Bytes, here and below. */
        readonly limit?: number | undefined;
        readonly reservation?: number | undefined;
        /** Memory and swap together. */
        readonly swap?: number | undefined;
      }
    | undefined;
  readonly cpu?:
    | {
        readonly shares?: number | undefined;
        /** Microseconds in each period. */
        readonly quota?: number | undefined;
        readonly period?: number | undefined;
        readonly cpus?: string | undefined;
        readonly mems?: string | undefined;
      }
    | undefined;
  readonly pids?: { readonly limit: number } | undefined;
  /** Names of cgroup v2 files with what to write to them. */
  readonly unified?: Readonly<Record<string, string>> | undefined;
}

export interface OciDeviceRule {
  readonly allow: boolean;
  /** `a` for all, or a device's. */
  readonly type?: string | undefined;
  readonly major?: number | undefined;
  readonly minor?: number | undefined;
  /** Of `r`, `w` and `m`. */
  readonly access?: string | undefined;
}
