import { type Host, readText } from "@sallyport/host";

/** Our effective user and group. */
export function ownIds(host: Host): { readonly uid: number; readonly gid: number } {
  const groups = /^Gid:\t\d+\t(\d+)/m.exec(readText(host, "/proc/self/status"));
  return { uid: host.process.effectiveUid, gid: Number(groups?.[1] ?? host.process.effectiveUid) };
}
