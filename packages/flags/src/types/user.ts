import type { UserChoice } from "@sallyport/core";
import type { FlagType } from "../flag-type.ts";
import { parseId } from "./parse-id.ts";

/** A name as useradd(8) takes it; what begins with a digit is a number. */
const namePattern = /^[A-Za-z_][\w.-]*\$?$/;

/**
 * `USER[:GROUP]`, each in decimal or by name. A later one without a group keeps the group of an earlier one, as in
 * gVisor.
 */
export const user: FlagType<UserChoice, UserChoice> = {
  kind: "value",
  valueName: "USER[:GROUP]",
  absent: {},
  parse(text, previous = {}) {
    const colon = text.indexOf(":");
    const chosen = userOf(colon === -1 ? text : text.slice(0, colon));
    if (colon !== -1) return { ...chosen, ...groupOf(text.slice(colon + 1)) };
    const { gid, groupName } = previous;
    return {
      ...chosen,
      ...(gid === undefined ? {} : { gid }),
      ...(groupName === undefined ? {} : { groupName }),
    };
  },
  format({ uid, gid, userName, groupName }) {
    const chosen = userName ?? uid;
    if (chosen === undefined) return [];
    const group = groupName ?? gid;
    return [group === undefined ? String(chosen) : `${chosen}:${group}`];
  },
};

function userOf(text: string): UserChoice {
  return namePattern.test(text) ? { userName: text } : { uid: idOf("UID", text) };
}

function groupOf(text: string): UserChoice {
  return namePattern.test(text) ? { groupName: text } : { gid: idOf("GID", text) };
}

function idOf(subject: string, text: string): number {
  return parseId(subject, text, () => `couldn't parse ${subject}: ${text}`);
}
