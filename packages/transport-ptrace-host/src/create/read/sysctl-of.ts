import type { LinuxNamespace } from "../../container/linux-namespaces.ts";
import type { CreateRequest } from "../create-request.ts";
import { invalidBundle } from "./invalid-bundle.ts";

/** Settings that belong to a namespace: any other would be the host's. */
const owners: readonly (readonly [namespace: LinuxNamespace, pattern: RegExp])[] = [
  ["net", /^net\./],
  ["ipc", /^fs\.mqueue\./],
  ["ipc", /^kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)$/],
  ["uts", /^kernel\.domainname$/],
];

/** Throws SALLYPORT_INVALID_BUNDLE for a setting that would be the host's. */
export function sysctlOf(
  settings: Readonly<Record<string, string>>,
  { created, joined }: CreateRequest["namespaces"],
): CreateRequest["sysctl"] {
  const own = [...created, ...joined.map(({ name }) => name)];
  return Object.entries(settings).map(([name, value]) => {
    // With slashes, dots stand for themselves: sysctl.d(5).
    const file = name.includes("/") ? name : name.replaceAll(".", "/");
    const dotted = file.replaceAll("/", ".");
    const isOwn = owners.some(([namespace, pattern]) => own.includes(namespace) && pattern.test(dotted));
    if (!isOwn || /(^|\/)\.{0,2}(\/|$)/.test(file)) {
      throw invalidBundle("linux.sysctl", name, "a setting of a namespace that the container has of its own");
    }
    return { file: `sys/${file}`, value };
  });
}
