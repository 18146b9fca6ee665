import { quoted, SallyportError } from "@sallyport/core";
import type { UserIds } from "../exec-options.ts";
import { findGroup, findUser, groupsOf } from "./user-database.ts";

export interface ResolvedUser {
  readonly ids: UserIds;
  /** Additional groups. */
  readonly groups: readonly number[];
}

/** The text of a file of the container. */
export type ReadGuestFile = (path: string) => Promise<string>;

const number = /^\d+$/;

/**
 * The ids of `1000`, `1000:1000`, `bob` or `bob:staff`. A name brings the user's own group and its groups with it, as
 * login(1) does; files of the container are read for names only.
 *
 * @throws SallyportError SALLYPORT_USAGE for a name that is not there
 */
export async function resolveUser(
  user: number | string | UserIds | undefined,
  readGuestFile: ReadGuestFile,
): Promise<ResolvedUser> {
  if (user === undefined) return { ids: {}, groups: [] };
  if (typeof user === "number") return { ids: { uid: user }, groups: [] };
  if (typeof user === "object") return { ids: user, groups: [] };
  const [userPart = "", groupPart] = user.split(":", 2);
  const gid = groupPart === undefined ? undefined : await groupId(groupPart, readGuestFile);
  if (number.test(userPart)) {
    return { ids: { uid: Number(userPart), ...(gid === undefined ? {} : { gid }) }, groups: [] };
  }
  const found = findUser(await readGuestFile("/etc/passwd"), userPart);
  if (found === undefined) throw unknown("user", userPart, "/etc/passwd");
  if (gid !== undefined) return { ids: { uid: found.uid, gid }, groups: [] };
  return { ids: found, groups: groupsOf(await readGuestFile("/etc/group"), userPart) };
}

async function groupId(group: string, readGuestFile: ReadGuestFile): Promise<number> {
  if (number.test(group)) return Number(group);
  const gid = findGroup(await readGuestFile("/etc/group"), group);
  if (gid === undefined) throw unknown("group", group, "/etc/group");
  return gid;
}

function unknown(kind: string, name: string, file: string): SallyportError {
  return new SallyportError("SALLYPORT_USAGE", `${kind} ${quoted(name)} is not in the container's ${file}`, {
    hint: "ids need no file: user: 1000, or user: { uid: 1000, gid: 1000 }",
    details: { [kind]: name },
  });
}
