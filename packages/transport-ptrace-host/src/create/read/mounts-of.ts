import type { OciMount } from "@sallyport/core";
import { cgroupActions, type CgroupView } from "./cgroup-actions.ts";
import type { MountAction } from "../create-request.ts";
import { MOUNT_ATTR_RDONLY } from "../mount-constants.ts";
import {
  type AttributeChange,
  isReadOnly,
  type MountOptions,
  readMountOptions,
  withoutReadOnly,
} from "../mount-options.ts";
import { mayBeInProc } from "../proc-paths.ts";
import { cleanPath } from "./clean-path.ts";
import { remountReadOnly } from "./remount-read-only.ts";
import { invalidBundle } from "./invalid-bundle.ts";

export interface MountContext {
  /** Relative sources are below it. */
  readonly bundle: string;
  /** Throws what stat(2) fails with. */
  readonly isDirectory: (path: string) => boolean;
  readonly cgroups: CgroupView;
}

/** The mounts of a configuration in the kernel's terms. Throws SALLYPORT_INVALID_BUNDLE. */
export function mountsOf(mounts: readonly OciMount[], context: MountContext): MountAction[] {
  return mounts.flatMap((mount, index) => actionsOf(mount, `mounts[${index}]`, context));
}

function actionsOf(mount: OciMount, field: string, context: MountContext): MountAction[] {
  const { type, source } = mount;
  const options = readMountOptions(mount.options ?? []);
  const destination = cleanPath(mount.destination);
  const insideProc = mayBeInProc(destination);
  if (destination.startsWith("/proc/") && !insideProc) {
    throw invalidBundle(`${field}.destination`, mount.destination, "outside of /proc");
  }
  if (type === "bind" || options.bind !== "no") {
    if (source === undefined) throw invalidBundle(`${field}.source`, "", "a path of the host");
    const path = cleanPath(source, context.bundle);
    return [
      {
        kind: "bind",
        destination,
        source: path,
        isDirectory: context.isDirectory(path),
        recursive: options.bind === "recursive",
        attributes: options.attributes,
        recursiveAttributes: isKernels(path) ? withReadOnly(options) : options.recursiveAttributes,
        propagation: options.propagation,
        insideProc,
      },
    ];
  }
  if (type === undefined) throw invalidBundle(`${field}.type`, "", "a file system's, or bind");
  if (type === "cgroup" || type === "cgroup2") return cgroupActions(destination, options, context.cgroups);
  const mounted = {
    kind: "file-system",
    destination,
    type,
    source: source ?? type,
    attributes: options.attributes,
    propagation: options.propagation,
    data: options.data,
    insideProc,
  } as const;
  if (!isReadOnly(options.attributes) || (type !== "tmpfs" && destination !== "/dev")) return [mounted];
  // Until all is in it, it has to be writable.
  const writable = { ...mounted, attributes: withoutReadOnly(options.attributes) };
  return [writable, remountReadOnly(destination)];
}

function isKernels(source: string): boolean {
  return source === "/sys" || source.startsWith("/sys/");
}

/** Below /sys are cgroups, which may be the caller's own to write to: `ro` is for them too (CVE-2023-25809). */
function withReadOnly({ attributes, recursiveAttributes }: MountOptions): AttributeChange {
  if (!isReadOnly(attributes)) return recursiveAttributes;
  return { ...recursiveAttributes, set: [...recursiveAttributes.set, MOUNT_ATTR_RDONLY] };
}
