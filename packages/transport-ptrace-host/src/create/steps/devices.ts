import { constant } from "@sallyport/helper";
import { deviceNumber } from "../../device-number.ts";
import type { CreateRequest, Device } from "../create-request.ts";
import { AT_SYMLINK_NOFOLLOW } from "../mount-constants.ts";
import type { Creation } from "./creation.ts";

const S_IFIFO = 0o010_000;
const fileTypes = { c: 0o020_000, b: 0o060_000, p: S_IFIFO } as const;
const EEXIST = 17;

/** No link is followed on the way: `/dev` itself must be a directory (CVE-2026-41579). */
export function makeDevices({ plan, paths, target, result }: Creation, devices: readonly Device[]): void {
  for (const device of devices) {
    const { path, type, mode, uid, gid } = device;
    const done = plan.label("made");
    plan.step(`make device ${path}`);
    const name = paths.makeParent(path, target);
    plan.call("mknodat", [target, name, fileTypes[type] | mode, numberOf(device)], {
      into: result,
      onError: { ignore: ["EEXIST"] },
    });
    plan.jumpIf(result, "equal", -EEXIST, done);
    if (uid !== 0 || gid !== 0) plan.call("fchownat", [target, name, uid, gid, AT_SYMLINK_NOFOLLOW]);
    plan.place(done);
    plan.call("close", [target]);
  }
}

/** Printed as `major:minor`. */
function numberOf(device: Pick<Device, "major" | "minor">) {
  return constant(`${device.major}:${device.minor}`, BigInt(deviceNumber(device)));
}

export function makeDeviceLinks(
  { plan, paths, target }: Creation,
  links: CreateRequest["deviceLinks"],
): void {
  if (links.length === 0) return;
  plan.step("make the links of /dev");
  paths.makeDirectory("/dev", target, { followsNoLinks: true });
  for (const { name, target: destination } of links) {
    const file = plan.data.string(name);
    if (name === "ptmx") plan.call("unlinkat", [target, file, 0], { onError: { ignore: ["ENOENT"] } });
    plan.call("symlinkat", [plan.data.string(destination), target, file], {
      onError: { ignore: ["EEXIST"] },
    });
  }
  plan.call("close", [target]);
}
