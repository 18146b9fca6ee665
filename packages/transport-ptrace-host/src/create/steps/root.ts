import type { StructureField } from "@sallyport/helper";
import { AT_FDCWD } from "../../join/kernel-constants.ts";
import type { CreateRequest } from "../create-request.ts";
import {
  AT_RECURSIVE,
  MNT_DETACH,
  MOUNT_ATTR_RDONLY,
  MOVE_MOUNT_F_EMPTY_PATH,
  MS_SLAVE,
} from "../mount-constants.ts";
import type { Creation } from "./creation.ts";
import { makeMount } from "./file-systems.ts";
import { setAttributes, setPropagation } from "./set-attributes.ts";

/** What happens to mounts from here on stays in this mount namespace. */
export function leaveHostsMounts({ plan }: Creation): void {
  plan.step("keep mounts from the host");
  const request = plan.data.structure("mount_attr", [
    ["set", "u64", 0],
    ["clear", "u64", 0],
    ["propagation", "u64", MS_SLAVE],
    ["userns", "u64", 0],
  ]);
  plan.call("mount_setattr", [AT_FDCWD, plan.data.string("/"), AT_RECURSIVE, request, request.size]);
}

/**
 * The new root lies on top of the old one, which is the one place that is always there. Where hooks are to enter the
 * mount namespace before the root is changed they would find themselves there: then it is mounted where it comes from.
 */
export function placeRoot(
  creation: Creation,
  { root, pausesForHooks }: Pick<CreateRequest, "root" | "pausesForHooks">,
): void {
  const { plan, paths } = creation;
  if (root.kind === "host-overlay") overlayHost(creation);
  plan.step("mount the root file system");
  place(creation, paths.root, pausesForHooks && root.kind === "directory" ? root.path : "/");
}

/** Paths of an overlay are read by the process that mounts it: those of the layer in memory relative to where it is. */
function overlayHost(creation: Creation): void {
  const { plan, mount, paths } = creation;
  plan.step("make a layer in memory over the host's root");
  makeMount(creation, mount, { type: "tmpfs", data: ["mode=0755"] });
  place(creation, mount, "/");
  plan.call("fchdir", [mount]);
  for (const name of ["upper", "work"]) plan.call("mkdirat", [mount, plan.data.string(name), 0o755]);
  makeMount(creation, paths.root, {
    type: "overlay",
    data: ["lowerdir=/", "upperdir=upper", "workdir=work"],
  });
  // The layer lives on in the overlay. On the old root it would be in the way of taking that away.
  plan.call("umount2", [plan.data.string("."), MNT_DETACH]);
  plan.call("close", [mount]);
}

function place({ plan }: Creation, mount: Creation["mount"], path: string): void {
  const { data } = plan;
  plan.call("move_mount", [mount, data.string(""), AT_FDCWD, data.string(path), MOVE_MOUNT_F_EMPTY_PATH]);
}

/** The old root ends up on top of the new one, from where it is taken away: pivot_root(2). */
export function pivotRoot(creation: Creation): void {
  const { plan, paths } = creation;
  const here = plan.data.string(".");
  plan.step("change the root");
  plan.call("fchdir", [paths.root]);
  plan.call("pivot_root", [here, here]);
  plan.call("umount2", [here, MNT_DETACH]);
  plan.call("chdir", [plan.data.string("/")]);
  checkRoot(creation);
}

/** Above the root is the root: anything else lies on top of it, and would be the host's. */
function checkRoot({ plan, target, result }: Creation): void {
  const outside = plan.label("outside");
  const sound = plan.label("nothing on the root");
  const root = plan.data.structure("root", statusFields);
  const above = plan.data.structure("above", statusFields);
  plan.step("check that nothing of the host is left");
  plan.call("newfstatat", [AT_FDCWD, plan.data.string("/"), root, 0]);
  plan.call("newfstatat", [AT_FDCWD, plan.data.string("/.."), above, 0]);
  for (const field of ["device", "inode"]) {
    plan.load(root.field(field), target);
    plan.load(above.field(field), result);
    plan.jumpIf(target, "not-equal", result, outside);
  }
  plan.jump(sound);
  plan.place(outside);
  plan.set(result, -EBUSY);
  plan.fail(result);
  plan.place(sound);
}

const EBUSY = 16;
/** struct stat of x86-64, the larger one. */
const statusFields: readonly StructureField[] = [
  ["device", "u64", 0],
  ["inode", "u64", 0],
  ["others", "bytes", new Uint8Array(128)],
];

export function finishRoot(
  { plan, paths }: Creation,
  { rootReadOnly, rootPropagation }: Pick<CreateRequest, "rootReadOnly" | "rootPropagation">,
): void {
  plan.step("set the attributes of the root file system");
  if (rootReadOnly) setAttributes(plan, paths.root, { set: [MOUNT_ATTR_RDONLY], clear: [] });
  setPropagation(plan, paths.root, rootPropagation);
}
