/** The ids of a user in the text of a passwd(5); lines that are none are passed over. */
export function findUser(
  passwd: string,
  name: string,
): { readonly uid: number; readonly gid: number } | undefined {
  for (const [user, , uid, gid] of entries(passwd)) {
    if (user === name && isId(uid) && isId(gid)) return { uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

/** The id of a group in the text of a group(5). */
export function findGroup(group: string, name: string): number | undefined {
  const found = entries(group).find(([each, , gid]) => each === name && isId(gid));
  return found === undefined ? undefined : Number(found[2]);
}

/** The ids of the groups that a user is a member of. */
export function groupsOf(group: string, user: string): number[] {
  return entries(group)
    .filter(([, , gid, members = ""]) => isId(gid) && members.split(",").includes(user))
    .map(([, , gid]) => Number(gid));
}

function entries(text: string): string[][] {
  return text.split("\n").map((line) => line.split(":"));
}

function isId(text: string | undefined): text is string {
  return text !== undefined && /^\d+$/.test(text);
}
