import { hasErrno } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { startTimeOf } from "../container/start-time.ts";
import { type CgroupClient, clientOf } from "./client-name.ts";
import type { CgroupDirectory } from "./directories.ts";
import { removeEmptyCgroups } from "./remove-cgroups.ts";

/**
 * Removes cgroups of commands whose client was killed, and could not do so itself. One with processes in it stays: its
 * command may be meant to outlive the client.
 */
export function removeAbandoned(
  host: Host,
  parents: readonly Pick<CgroupDirectory, "path">[],
  { namespace }: Pick<CgroupClient, "namespace">,
): void {
  for (const { path } of parents) {
    const abandoned = host.files.list(path).filter((name) => {
      const client = clientOf(name);
      if (client?.namespace !== namespace) return false;
      return startTimeOf(host, client.pid) !== client.startTime;
    });
    for (const name of abandoned) removeIfAllowed(host, `${path}/${name}`);
  }
}

function removeIfAllowed(host: Host, path: string): void {
  try {
    removeEmptyCgroups(host, [{ path }]);
  } catch (error) {
    if (!hasErrno(error, "EACCES", "EPERM", "EROFS")) throw error;
  }
}
