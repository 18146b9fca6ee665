import type { CgroupDirectory } from "../../cgroup/directories.ts";
import type { MountAction } from "../create-request.ts";
import { isReadOnly, type MountOptions, unchanged, withoutReadOnly } from "../mount-options.ts";
import { remountReadOnly } from "./remount-read-only.ts";

/** What a container may see of cgroups. */
export interface CgroupView {
  /** The container's own. */
  readonly directories: readonly CgroupDirectory[];
  /** In a cgroup namespace its cgroups are the roots of what it mounts; else they are shown by bind mounts. */
  readonly hasNamespace: boolean;
}

/** A mount of type `cgroup`: cgroup v2 as it is, the hierarchies of v1 each in a folder of a file system in memory. */
export function cgroupActions(
  destination: string,
  options: MountOptions,
  { directories, hasNamespace }: CgroupView,
): MountAction[] {
  const legacy = directories.filter(({ version }) => version === 1);
  const [unified] = directories.filter(({ version }) => version === 2);
  if (legacy.length === 0) {
    return unified === undefined ? [] : [hierarchy(destination, unified, options, hasNamespace)];
  }
  const folder: MountAction = {
    kind: "file-system",
    destination,
    type: "tmpfs",
    source: "tmpfs",
    attributes: withoutReadOnly(options.attributes),
    propagation: [],
    data: ["mode=755"],
    insideProc: false,
  };
  return [
    folder,
    ...legacy.flatMap((directory) => {
      const name = nameOf(directory);
      const links = directory.controllers.length > 1 ? directory.controllers : [];
      return [
        hierarchy(`${destination}/${name}`, directory, options, hasNamespace),
        ...links.map((controller): MountAction => ({
          kind: "link",
          destination: `${destination}/${controller}`,
          target: name,
        })),
      ];
    }),
    ...(isReadOnly(options.attributes) ? [remountReadOnly(destination)] : []),
  ];
}

function hierarchy(
  destination: string,
  { version, controllers, path }: CgroupDirectory,
  { attributes, propagation }: MountOptions,
  hasNamespace: boolean,
): MountAction {
  const common = { destination, attributes, propagation, insideProc: false };
  if (!hasNamespace) {
    return {
      ...common,
      kind: "bind",
      source: path,
      isDirectory: true,
      recursive: true,
      recursiveAttributes: unchanged,
    };
  }
  const isNamed = controllers.some((each) => each.startsWith("name="));
  return {
    ...common,
    kind: "file-system",
    type: version === 2 ? "cgroup2" : "cgroup",
    source: isNamed ? nameOf({ controllers }) : "cgroup",
    data: [...(isNamed ? ["none"] : []), ...controllers],
  };
}

/** As the host's folders are called: `cpu,cpuacct`, and `systemd` for the hierarchy of that name. */
function nameOf({ controllers }: Pick<CgroupDirectory, "controllers">): string {
  return controllers.map((controller) => controller.replace(/^name=/, "")).join(",");
}
