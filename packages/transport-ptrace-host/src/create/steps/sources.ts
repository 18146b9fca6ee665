import { flags, type PlanBuilder, type Pointer } from "@sallyport/helper";
import { AT_FDCWD } from "../../join/kernel-constants.ts";
import type { BindMount, MountAction, RootSource } from "../create-request.ts";
import {
  AT_RECURSIVE,
  MOUNT_ATTR_RDONLY,
  MS_SLAVE,
  OPEN_TREE_CLOEXEC,
  OPEN_TREE_CLONE,
} from "../mount-constants.ts";
import type { Creation } from "./creation.ts";
import { setAttributes, setPropagation } from "./set-attributes.ts";

/** Mounts of the host below it come and go in the container too, and never the other way round. */
const followsHost = [{ type: MS_SLAVE, recursive: true }];

/**
 * Opens what comes from the host's file system as mounts that are nowhere yet; each waits in the plan's data, as there
 * are more of them than registers.
 */
export function openSources(
  creation: Creation,
  root: RootSource,
  actions: readonly MountAction[],
): ReadonlyMap<BindMount, Pointer> {
  const { plan, paths, mount } = creation;
  if (root.kind !== "host-overlay") {
    const path = root.kind === "directory" ? root.path : "/";
    plan.step(`open root file system ${path}`);
    openTree(plan, path, true, paths.root);
    setPropagation(plan, paths.root, followsHost);
    if (root.kind === "host-read-only") {
      setAttributes(plan, paths.root, { set: [MOUNT_ATTR_RDONLY], clear: [] }, { recursive: true });
    }
  }
  const binds = actions.filter((action) => action.kind === "bind");
  return new Map(
    binds.map((bind) => {
      const { source, recursive } = bind;
      plan.step(`open ${source}`);
      openTree(plan, source, recursive, mount);
      // What says how it is to propagate counts from the host's mount on: a shared one stays shared with the host.
      if (bind.propagation.length === 0) setPropagation(plan, mount, followsHost);
      const place = plan.data.space(8, source);
      plan.store(place, mount);
      return [bind, place];
    }),
  );
}

function openTree(plan: PlanBuilder, path: string, recursive: boolean, into: Creation["mount"]): void {
  const how = flags(OPEN_TREE_CLONE, OPEN_TREE_CLOEXEC, ...(recursive ? [AT_RECURSIVE] : []));
  plan.call("open_tree", [AT_FDCWD, plan.data.string(path), how], { into });
}
