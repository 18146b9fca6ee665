import { flags } from "@sallyport/helper";
import { AT_FDCWD, O_CLOEXEC, O_PATH } from "../../join/kernel-constants.ts";
import {
  AT_EMPTY_PATH,
  AT_RECURSIVE,
  MOUNT_ATTR_NODEV,
  MOUNT_ATTR_NOEXEC,
  MOUNT_ATTR_NOSUID,
  MOUNT_ATTR_RDONLY,
  OPEN_TREE_CLOEXEC,
  OPEN_TREE_CLONE,
} from "../mount-constants.ts";
import { oDirectory } from "./container-paths.ts";
import type { Creation } from "./creation.ts";
import { attach, makeMount } from "./file-systems.ts";
import { setAttributes } from "./set-attributes.ts";

const ENOENT = 2;
const ENOTDIR = 20;
const maskAttributes = flags(MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV, MOUNT_ATTR_NOEXEC);
const readOnly = { set: [MOUNT_ATTR_RDONLY], clear: [] };

/**
 * A directory becomes an empty one, a file reads as empty; what is not there needs no hiding. While the root is still the
 * host's: files are hidden by the host's /dev/null, as the container's may be a link that its image brought along
 * (CVE-2025-31133).
 */
export function maskPaths(creation: Creation, paths: readonly string[]): void {
  const { plan, mount, target } = creation;
  if (paths.length === 0) return;
  const nullDevice = plan.register("/dev/null");
  plan.step("open /dev/null of the host");
  plan.call("openat", [AT_FDCWD, plan.data.string("/dev/null"), flags(O_PATH, O_CLOEXEC)], {
    into: nullDevice,
  });
  for (const path of paths) {
    const done = plan.label("masked");
    const file = plan.label("file");
    plan.step(`mask ${path}`);
    creation.paths.open(path, target, {
      flags: flags(O_PATH, oDirectory(plan), O_CLOEXEC),
      onError: { ignore: ["ENOENT", "ENOTDIR"] },
    });
    plan.jumpIf(target, "equal", -ENOENT, done);
    plan.jumpIf(target, "equal", -ENOTDIR, file);
    makeMount(creation, mount, { type: "tmpfs", attributes: maskAttributes });
    attachAndClose(creation);
    plan.jump(done);
    plan.place(file);
    creation.paths.open(path, target);
    cloneMount(creation, nullDevice, false);
    // Else the container's root could change the owner and the mode of the host's device.
    setAttributes(plan, mount, readOnly);
    attachAndClose(creation);
    plan.place(done);
  }
}

export function protectPaths(creation: Creation, paths: readonly string[]): void {
  const { plan, mount, target } = creation;
  for (const path of paths) {
    const done = plan.label("protected");
    plan.step(`make ${path} read-only`);
    creation.paths.open(path, target, { onError: { ignore: ["ENOENT"] } });
    plan.jumpIf(target, "equal", -ENOENT, done);
    cloneMount(creation, target, true);
    setAttributes(plan, mount, readOnly, { recursive: true });
    attachAndClose(creation);
    plan.place(done);
  }
}

function cloneMount({ plan, mount }: Creation, of: Creation["target"], recursive: boolean): void {
  const how = flags(OPEN_TREE_CLONE, OPEN_TREE_CLOEXEC, AT_EMPTY_PATH, ...(recursive ? [AT_RECURSIVE] : []));
  plan.call("open_tree", [of, plan.data.string(""), how], { into: mount });
}

function attachAndClose(creation: Creation): void {
  const { plan, mount, target } = creation;
  attach(creation, mount, target);
  plan.call("close", [mount]);
  plan.call("close", [target]);
}
