import { constant, flags } from "@sallyport/helper";
import { O_CLOEXEC, O_WRONLY } from "../../join/kernel-constants.ts";
import type { CreateRequest } from "../create-request.ts";
import { RESOLVE_BENEATH, RESOLVE_NO_MAGICLINKS, RESOLVE_NO_SYMLINKS } from "../mount-constants.ts";
import { makeMount } from "./file-systems.ts";
import type { Creation } from "./creation.ts";

const AF_INET = 2;
const SOCK_DGRAM = 2;
const SIOCSIFFLAGS = 0x8914;
const IFF_UP = 1;
const interfaceNameSize = 16;

/** A new network namespace has an interface `lo` that is down. */
export function startLoopback({ plan, target }: Creation): void {
  plan.step("start the loopback interface");
  plan.call(
    "socket",
    [AF_INET, flags(constant("SOCK_DGRAM", SOCK_DGRAM), constant("SOCK_CLOEXEC", 0x8_0000)), 0],
    {
      into: target,
    },
  );
  const name = new Uint8Array(interfaceNameSize);
  name.set([0x6c, 0x6f]);
  const request = plan.data.structure("ifreq", [
    ["name", "bytes", name],
    ["flags", "u64", IFF_UP],
    ["others", "u64", 0],
  ]);
  plan.call("ioctl", [target, SIOCSIFFLAGS, request]);
  plan.call("close", [target]);
}

export function setNames(
  { plan }: Creation,
  { hostname, domainname }: Pick<CreateRequest, "hostname" | "domainname">,
): void {
  for (const [call, name] of [
    ["sethostname", hostname],
    ["setdomainname", domainname],
  ] as const) {
    if (name === undefined) continue;
    plan.step(`set ${call.slice("set".length)} ${name}`);
    const text = plan.data.string(name);
    plan.call(call, [text, text.size - 1]);
  }
}

/**
 * Written through a /proc of its own that is mounted nowhere: what the container has there may be a link or a mount
 * that leads elsewhere (CVE-2025-52881).
 */
export function writeSysctl(creation: Creation, sysctl: CreateRequest["sysctl"]): void {
  const { plan, mount, target } = creation;
  if (sysctl.length === 0) return;
  plan.step("open a /proc that is mounted nowhere");
  makeMount(creation, mount, { type: "proc" });
  const how = plan.data.structure("open_how", [
    ["flags", "u64", flags(O_WRONLY, O_CLOEXEC)],
    ["mode", "u64", 0],
    ["resolve", "u64", flags(RESOLVE_BENEATH, RESOLVE_NO_MAGICLINKS, RESOLVE_NO_SYMLINKS)],
  ]);
  for (const { file, value } of sysctl) {
    plan.step(`set ${file} to ${value}`);
    const text = plan.data.string(value);
    plan.call("openat2", [mount, plan.data.string(file), how, how.size], { into: target });
    plan.call("write", [target, text, text.size - 1]);
    plan.call("close", [target]);
  }
  plan.call("close", [mount]);
}
