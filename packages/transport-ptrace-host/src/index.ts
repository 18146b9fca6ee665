export { type LinuxNamespace, linuxNamespaces } from "./linux-namespaces.ts";
