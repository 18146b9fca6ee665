import { hasErrno } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import type { InitProcess } from "./init-process.ts";
import { type LinuxNamespace, linuxNamespaceNames } from "./linux-namespaces.ts";

/** The namespaces in which a container differs from us: entering one's own user namespace is an error (setns(2)). */
export function differingNamespaces(host: Host, init: InitProcess): LinuxNamespace[] {
  return linuxNamespaceNames.filter((name) => {
    const own = identity(host, `/proc/self/ns/${name}`);
    return own !== undefined && own !== identity(host, `${init.path}/ns/${name}`);
  });
}

/** Undefined where the kernel has no such namespace. */
function identity(host: Host, path: string): string | undefined {
  try {
    return host.files.readLink(path);
  } catch (error) {
    if (hasErrno(error, "ENOENT") && path.startsWith("/proc/self/ns/")) return undefined;
    throw error;
  }
}

/** Whether the container's user namespace refuses setgroups(2), as one that an ordinary user made (user_namespaces(7)). */
export function deniesGroups(host: Host, init: InitProcess): boolean {
  return readText(host, `${init.path}/setgroups`).trim() === "deny";
}
