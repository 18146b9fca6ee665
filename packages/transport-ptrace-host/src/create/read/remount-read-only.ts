import type { MountAction } from "../create-request.ts";
import { MOUNT_ATTR_RDONLY } from "../mount-constants.ts";

/** What is to be read-only once all is in it. */
export function remountReadOnly(destination: string): MountAction {
  return { kind: "remount", destination, attributes: { set: [MOUNT_ATTR_RDONLY], clear: [] } };
}
