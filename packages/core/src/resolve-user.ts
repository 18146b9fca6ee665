import type { Accounts, Group, User } from "./accounts.ts";
import type { ExecRequest, UserChoice } from "./exec-request.ts";
import { quoted } from "./printable.ts";
import { SallyportError } from "./sallyport-error.ts";

/** True when the request names a user or a group that only the container's own files can tell the number of. */
export function namesUser({ process }: ExecRequest): boolean {
  return (
    process.kind === "overrides" &&
    (process.user.userName !== undefined || process.user.groupName !== undefined)
  );
}

/**
 * The request with numbers in place of names. A user named by name brings its own group, unless one is given, and the
 * groups it is a member of, in place of those of the container's process. Throws SALLYPORT_USAGE for an unknown name.
 */
export function resolveUser(request: ExecRequest, accounts: Accounts): ExecRequest {
  const { process } = request;
  if (process.kind !== "overrides") return request;
  const { user } = process;
  const named = user.userName === undefined ? undefined : findUser(user.userName, accounts.users);
  const gid = user.groupName === undefined ? user.gid : findGroup(user.groupName, accounts.groups).gid;
  const resolved: UserChoice = {
    ...(named === undefined ? ownId(user) : { uid: named.uid }),
    ...groupOf(gid ?? named?.gid),
    ...(named === undefined ? {} : { groups: groupsOf(named, accounts.groups) }),
  };
  return { ...request, process: { ...process, user: resolved } };
}

function ownId({ uid }: UserChoice): Pick<UserChoice, "uid"> {
  return uid === undefined ? {} : { uid };
}

function groupOf(gid: number | undefined): Pick<UserChoice, "gid"> {
  return gid === undefined ? {} : { gid };
}

function groupsOf(user: User, groups: readonly Group[]): number[] {
  return groups.filter(({ members }) => members.includes(user.name)).map(({ gid }) => gid);
}

function findUser(name: string, users: readonly User[]): User {
  return users.find((user) => user.name === name) ?? unknown("user", name, "passwd");
}

function findGroup(name: string, groups: readonly Group[]): Group {
  return groups.find((group) => group.name === name) ?? unknown("group", name, "group");
}

function unknown(what: string, name: string, file: string): never {
  // podman and docker search for these words.
  throw new SallyportError(
    "SALLYPORT_USAGE",
    `unable to find ${what} ${quoted(name)}: no matching entries in ${file} file`,
    { details: { [what]: name } },
  );
}
