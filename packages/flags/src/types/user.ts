import type { FlagType } from "../flag-type.ts";
import { parseId } from "./parse-id.ts";

export interface UserIds {
  readonly uid?: number;
  readonly gid?: number;
}

/** `UID[:GID]` in decimal. A later one without a group keeps the group of an earlier one, as in gVisor. */
export const user: FlagType<UserIds, UserIds> = {
  kind: "value",
  valueName: "UID[:GID]",
  absent: {},
  parse(text, previous) {
    const colon = text.indexOf(":");
    const uid = idOf("UID", colon === -1 ? text : text.slice(0, colon));
    return colon === -1 ? { ...previous, uid } : { uid, gid: idOf("GID", text.slice(colon + 1)) };
  },
  format({ uid, gid }) {
    if (uid === undefined) return [];
    return [gid === undefined ? String(uid) : `${uid}:${gid}`];
  },
};

function idOf(subject: string, text: string): number {
  return parseId(subject, text, () => `couldn't parse ${subject}: ${text}`);
}
