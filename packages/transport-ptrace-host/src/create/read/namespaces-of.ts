import { type NamespaceType, type OciLinux, SallyportError } from "@sallyport/core";
import type { LinuxNamespace } from "../../container/linux-namespaces.ts";
import type { CreateRequest } from "../create-request.ts";
import { invalidBundle } from "./invalid-bundle.ts";

const names: Readonly<Record<NamespaceType, LinuxNamespace>> = {
  user: "user",
  mount: "mnt",
  uts: "uts",
  ipc: "ipc",
  pid: "pid",
  cgroup: "cgroup",
  network: "net",
  time: "time",
};

/** Throws SALLYPORT_INVALID_BUNDLE for a type named twice, SALLYPORT_UNSUPPORTED without a mount namespace of its own. */
export function namespacesOf({ namespaces = [] }: OciLinux): CreateRequest["namespaces"] {
  for (const [index, { type }] of namespaces.entries()) {
    if (namespaces.findIndex((other) => other.type === type) === index) continue;
    throw invalidBundle(`linux.namespaces[${index}].type`, type, "named once");
  }
  const created = namespaces.filter(({ path }) => !path).map(({ type }) => names[type]);
  // A user namespace comes first: it may own the others.
  const joined = namespaces
    .flatMap(({ type, path }) => (path ? [{ name: names[type], path }] : []))
    .toSorted((a, b) => Number(b.name === "user") - Number(a.name === "user"));
  if (!created.includes("mnt")) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", "a container without a mount namespace of its own", {
      hint: 'linux.namespaces needs { "type": "mount" } without a path',
    });
  }
  return { created, joined };
}
