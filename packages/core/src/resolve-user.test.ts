import { describe, expect, it } from "vitest";
import type { ExecRequest, UserChoice } from "./exec-request.ts";
import { namesUser, resolveUser } from "./resolve-user.ts";

const accounts = {
  users: [
    { name: "root", uid: 0, gid: 0, home: "/root" },
    { name: "bob", uid: 1000, gid: 1001, home: "/home/bob" },
  ],
  groups: [
    { name: "extra", gid: 3, members: ["bob", "root"] },
    { name: "other", gid: 4, members: ["root"] },
    { name: "more", gid: 5, members: ["bob"] },
  ],
};

function request(user: UserChoice): ExecRequest {
  return {
    containerId: "web",
    process: {
      kind: "overrides",
      args: ["id"],
      cwd: undefined,
      env: [],
      user,
      additionalGids: [],
      capabilities: [],
      terminal: false,
      noNewPrivileges: undefined,
    },
    passFds: [],
    execFd: undefined,
  };
}

function resolved(user: UserChoice): unknown {
  const { process } = resolveUser(request(user), accounts);
  return process.kind === "overrides" ? process.user : undefined;
}

describe("the user of a request", () => {
  it.each<[UserChoice, UserChoice]>([
    [{ userName: "bob" }, { uid: 1000, gid: 1001, groups: [3, 5] }],
    [
      { userName: "bob", gid: 7 },
      { uid: 1000, gid: 7, groups: [3, 5] },
    ],
    [
      { userName: "bob", groupName: "other" },
      { uid: 1000, gid: 4, groups: [3, 5] },
    ],
    [
      { uid: 7, groupName: "extra" },
      { uid: 7, gid: 3 },
    ],
    [{ groupName: "extra" }, { gid: 3 }],
    [{ uid: 7 }, { uid: 7 }],
    [{}, {}],
  ])("%j is %j by number", (named, numbered) => {
    expect(resolved(named)).toEqual(numbered);
    expect(namesUser(request(named))).toBe(named.userName !== undefined || named.groupName !== undefined);
  });

  it.each<[UserChoice, string]>([
    [{ userName: "eve" }, 'unable to find user "eve": no matching entries in passwd file'],
    [{ uid: 1, groupName: "bob" }, 'unable to find group "bob": no matching entries in group file'],
  ])("%j is not known", (named, message) => {
    expect(() => resolved(named)).toThrow(expect.objectContaining({ code: "SALLYPORT_USAGE", message }));
  });
});
