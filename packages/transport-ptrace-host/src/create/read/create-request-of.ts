import type { OciConfiguration, OciLinux } from "@sallyport/core";
import type { WindowSize } from "@sallyport/host";
import { deviceFilter } from "../../cgroup/device-filter.ts";
import type { CgroupDirectory } from "../../cgroup/directories.ts";
import type { Command } from "../../join/join-request.ts";
import type { CreateRequest, RootSource } from "../create-request.ts";
import { readMountOptions } from "../mount-options.ts";
import { cleanPath } from "./clean-path.ts";
import { bringsOwnDev, deviceLinks, deviceMounts, devicesOf } from "./devices-of.ts";
import { type MountContext, mountsOf } from "./mounts-of.ts";
import { namespacesOf } from "./namespaces-of.ts";
import { sysctlOf } from "./sysctl-of.ts";

export interface CreateContext extends Pick<MountContext, "bundle" | "isDirectory"> {
  /** The container's own, already made. */
  readonly cgroups: readonly CgroupDirectory[];
  /** We may do on the host what root may. */
  readonly privileged: boolean;
  readonly hasKernelCore: boolean;
  readonly root: RootSource;
  readonly fifo: string;
  readonly reaps: boolean;
  readonly leave: CreateRequest["leave"];
  readonly terminalSize?: WindowSize | undefined;
  readonly command: Command;
}

/** A bundle's configuration in the kernel's terms. Throws SALLYPORT_INVALID_BUNDLE, SALLYPORT_UNSUPPORTED. */
export function createRequestOf(configuration: OciConfiguration, context: CreateContext): CreateRequest {
  const { linux = {}, mounts = [], root, hooks = {} } = configuration;
  const { cgroups, privileged, command } = context;
  const namespaces = namespacesOf(linux);
  const hasOwn = (name: (typeof namespaces.created)[number]): boolean => namespaces.created.includes(name);
  const actions = mountsOf(mounts, {
    ...context,
    cgroups: { directories: cgroups, hasNamespace: hasOwn("cgroup") },
  });
  const devices = bringsOwnDev(mounts) ? [] : devicesOf(linux.devices ?? []);
  const inUserNamespace = hasOwn("user") || namespaces.joined.some(({ name }) => name === "user");
  return {
    namespaces,
    mapsIds: hasOwn("user"),
    privileged,
    deniesGroups: hasOwn("user") && !privileged,
    cgroups,
    deviceFilter: privileged ? deviceFilterOf(linux, cgroups) : undefined,
    root: context.root,
    rootReadOnly: root.readonly ?? false,
    rootPropagation: readMountOptions(linux.rootfsPropagation ? [linux.rootfsPropagation] : []).propagation,
    mounts: [...actions, ...(inUserNamespace ? deviceMounts(devices) : [])],
    devices: inUserNamespace ? [] : devices,
    deviceLinks: bringsOwnDev(mounts) ? [] : deviceLinks(context.hasKernelCore),
    hostname: configuration.hostname,
    domainname: configuration.domainname,
    sysctl: sysctlOf(linux.sysctl ?? {}, namespaces),
    maskedPaths: cleaned(linux.maskedPaths),
    readonlyPaths: cleaned(linux.readonlyPaths),
    pausesForHooks: [hooks.prestart, hooks.createRuntime, hooks.createContainer].some((each) => each?.length),
    startsLoopback: hasOwn("net"),
    startLimit: Object.values(hooks).some((each) => each?.length) ? startLimits.withHooks : startLimits.usual,
    fifo: context.fifo,
    reaps: context.reaps,
    leave: context.leave,
    terminalSize: context.terminalSize,
    command,
  };
}

function deviceFilterOf(
  { resources }: OciLinux,
  cgroups: readonly CgroupDirectory[],
): CreateRequest["deviceFilter"] {
  const unified = cgroups.find(({ version }) => version === 2);
  const isLegacy = cgroups.some(({ controllers }) => controllers.includes("devices"));
  if (unified === undefined || isLegacy) return undefined;
  return { directory: unified.path, program: deviceFilter(resources?.devices ?? []) };
}

/** Milliseconds. */
const startLimits = { usual: 60_000, withHooks: 600_000 };

function cleaned(paths: OciLinux["maskedPaths"] = []): string[] {
  return paths.map((path) => cleanPath(path));
}
