import type { OciDevice, OciMount } from "@sallyport/core";
import type { CreateRequest, Device, MountAction } from "../create-request.ts";
import { unchanged } from "../mount-options.ts";
import { cleanPath } from "./clean-path.ts";
import { invalidBundle } from "./invalid-bundle.ts";

/** https://github.com/opencontainers/runtime-spec/blob/v1.2.0/config-linux.md#default-devices; tty is 5:0. */
const defaults: readonly (readonly [name: string, major: number, minor: number])[] = [
  ["null", 1, 3],
  ["zero", 1, 5],
  ["full", 1, 7],
  ["random", 1, 8],
  ["urandom", 1, 9],
  ["tty", 5, 0],
];

const links: CreateRequest["deviceLinks"] = [
  { name: "ptmx", target: "pts/ptmx" },
  { name: "fd", target: "/proc/self/fd" },
  { name: "stdin", target: "/proc/self/fd/0" },
  { name: "stdout", target: "/proc/self/fd/1" },
  { name: "stderr", target: "/proc/self/fd/2" },
];

/** Where somebody else's `/dev` is mounted, nothing is added to it. */
export function bringsOwnDev(mounts: readonly OciMount[]): boolean {
  return mounts.some(
    ({ destination, type, options = [] }) =>
      cleanPath(destination) === "/dev" &&
      (type === "bind" || options.includes("bind") || options.includes("rbind")),
  );
}

/** The default devices and those that are listed, of which a later one replaces an earlier. */
export function devicesOf(listed: readonly OciDevice[]): Device[] {
  const standard = defaults.map(([name, major, minor]) => ({
    path: `/dev/${name}`,
    type: "c" as const,
    major,
    minor,
    mode: 0o666,
    uid: 0,
    gid: 0,
  }));
  const all = [...standard, ...listed.map(deviceOf)];
  return [...new Map(all.map((device) => [device.path, device])).values()];
}

function deviceOf(
  { type, path, major = 0, minor = 0, fileMode = 0o666, uid = 0, gid = 0 }: OciDevice,
  index: number,
): Device {
  if (major < 0 || minor < 0) {
    throw invalidBundle(`linux.devices[${index}]`, `${major}:${minor}`, "a device's numbers, from 0 on");
  }
  return { path: cleanPath(path), type: type === "u" ? "c" : type, major, minor, mode: fileMode, uid, gid };
}

export function deviceLinks(hasKernelCore: boolean): CreateRequest["deviceLinks"] {
  return hasKernelCore ? [...links, { name: "core", target: "/proc/kcore" }] : links;
}

/** In a user namespace no device can be made: the host's are mounted in their place. */
export function deviceMounts(devices: readonly Device[]): MountAction[] {
  return devices.map(({ path }) => ({
    kind: "bind",
    destination: path,
    source: path,
    isDirectory: false,
    recursive: false,
    attributes: unchanged,
    recursiveAttributes: unchanged,
    propagation: [],
    insideProc: false,
  }));
}
