/** A user as /etc/passwd has it (passwd(5)). */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** Empty where the file has none. */
  readonly home: string;
}

/** A group as /etc/group has it (group(5)). */
export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** The users and groups of a container, in the order of its files. */
export interface Accounts {
  readonly users: readonly User[];
  readonly groups: readonly Group[];
}

const idPattern = /^\d{1,10}$/;
const largestId = 0xffff_fffe;

/** Lines that are no entry are left out: the container writes these files. */
export function parseUsers(text: string): User[] {
  return text.split("\n").flatMap((line) => {
    const [name, , uid, gid, , home, shell] = line.split(":");
    if (name === undefined || home === undefined || shell === undefined) return [];
    const ids = [idOf(uid), idOf(gid)] as const;
    if (ids[0] === undefined || ids[1] === undefined) return [];
    return [{ name, uid: ids[0], gid: ids[1], home }];
  });
}

/** As `parseUsers`. */
export function parseGroups(text: string): Group[] {
  return text.split("\n").flatMap((line) => {
    const [name, , gid, members] = line.split(":");
    const id = idOf(gid);
    if (name === undefined || members === undefined || id === undefined) return [];
    return [{ name, gid: id, members: members.split(",").filter((member) => member !== "") }];
  });
}

/** The home directory of a user id: its first entry's, else `/`, as in runc and crun. */
export function homeOf(uid: number, users: readonly User[]): string {
  return users.find((user) => user.uid === uid)?.home || "/";
}

function idOf(text: string | undefined): number | undefined {
  if (text === undefined || !idPattern.test(text)) return undefined;
  const id = Number(text);
  return id <= largestId ? id : undefined;
}
