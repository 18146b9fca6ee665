import { flags, type Pointer } from "@sallyport/helper";
import { procFileSystem } from "../proc-paths.ts";
import type { BindMount, FileSystemMount, MountAction } from "../create-request.ts";
import { isReadOnly } from "../mount-options.ts";
import { attach, makeMount } from "./file-systems.ts";
import type { Creation } from "./creation.ts";
import { setAttributes, setPropagation } from "./set-attributes.ts";

const EPERM = 1;

/** Mounts what the container's configuration lists, in its order. @param sources where a bind's source waits */
export function mountAll(
  creation: Creation,
  actions: readonly MountAction[],
  sources: ReadonlyMap<BindMount, Pointer>,
): void {
  for (const action of actions) carryOut(creation, action, sources);
}

function carryOut(creation: Creation, action: MountAction, sources: ReadonlyMap<BindMount, Pointer>): void {
  const { plan, paths, target } = creation;
  const { destination } = action;
  switch (action.kind) {
    case "file-system":
      plan.step(`mount ${action.type} at ${destination}`);
      return mountFileSystem(creation, action);
    case "bind":
      plan.step(`mount ${action.source} at ${destination}`);
      return mountBind(creation, action, sources.get(action));
    case "remount":
      plan.step(`make ${destination} read-only`);
      paths.open(destination, target);
      setAttributes(plan, target, action.attributes);
      return close(creation);
    case "link": {
      plan.step(`make link ${destination}`);
      const name = paths.makeParent(destination, target);
      plan.call("symlinkat", [plan.data.string(action.target), target, name], {
        onError: { ignore: ["EEXIST"] },
      });
      return close(creation);
    }
  }
}

function mountFileSystem(creation: Creation, action: FileSystemMount): void {
  const { plan, paths, mount, target } = creation;
  const { type, source, destination, attributes, propagation } = action;
  const data = isReadOnly(attributes) ? [...action.data, "ro"] : action.data;
  makeMount(creation, mount, { type, source, data, attributes: flags(...attributes.set) });
  // A link in place of /proc would have the container's own labels and limits written elsewhere (CVE-2019-19921).
  paths.makeDirectory(destination, target, { followsNoLinks: type === "proc" || type === "sysfs" });
  if (type !== "proc") refuseProc(creation, action.insideProc);
  attach(creation, mount, target);
  setPropagation(plan, mount, propagation);
  plan.call("close", [mount]);
  close(creation);
}

function mountBind(creation: Creation, action: BindMount, source: Pointer | undefined): void {
  const { plan, paths, mount, target } = creation;
  const { destination, attributes, recursiveAttributes, propagation } = action;
  if (source === undefined) throw new Error(`the source of ${destination} was not opened`);
  plan.load(source, mount);
  setAttributes(plan, mount, recursiveAttributes, { recursive: true });
  setAttributes(plan, mount, attributes);
  setPropagation(plan, mount, propagation);
  if (action.isDirectory) paths.makeDirectory(destination, target);
  else paths.makeFile(destination, target);
  refuseProc(creation, action.insideProc);
  attach(creation, mount, target);
  plan.call("close", [mount]);
  close(creation);
}

/** Whatever a path has led through: what is mounted in /proc could stand in for what we write there (CVE-2023-27561). */
function refuseProc({ plan, target, result }: Creation, allowed: boolean): void {
  if (allowed) return;
  const elsewhere = plan.label("not in /proc");
  const statistics = plan.data.structure("statfs", [
    ["type", "u64", 0],
    ["others", "bytes", new Uint8Array(statfsSize - 8)],
  ]);
  plan.call("fstatfs", [target, statistics]);
  plan.load(statistics.field("type"), result);
  plan.jumpIf(result, "not-equal", procFileSystem, elsewhere);
  plan.set(result, -EPERM);
  plan.fail(result);
  plan.place(elsewhere);
}

const statfsSize = 120;

function close({ plan, target }: Creation): void {
  plan.call("close", [target]);
}
