import { describe, expect, it } from "vitest";
import { convertWith, four, overrides, specification, specMask, sysAdmin } from "../test/conversion.ts";
import { rulesFor } from "./exec-rules.ts";

const crun = rulesFor("crun", "20240729");
const limits = [{ type: "RLIMIT_NOFILE", soft: 1, hard: 2 }];
const host = {
  init: { pid: 1, startTime: 1 },
  newKeyring: false,
  seccomp: undefined,
  personality: undefined,
  unreadable: undefined,
};

describe("a command for crun", () => {
  it("has the capabilities that are listed and no others, none of them inheritable", () => {
    const requested = overrides({ capabilities: ["CAP_SYS_ADMIN"] });
    expect(convertWith(crun, requested).capabilities).toEqual({
      ...four(sysAdmin, sysAdmin),
      inheritable: 0,
    });
    expect(convertWith(crun, overrides()).capabilities).toEqual(four(specMask));
  });

  it("has no group of the container's user once a user is named", () => {
    expect(convertWith(crun, overrides())).toMatchObject({ uid: 10, gid: 20, additionalGids: [30] });
    const named = convertWith(crun, overrides({ user: { uid: 1 }, additionalGids: [3] }));
    expect(named).toMatchObject({ uid: 1, gid: 0, additionalGids: [3] });
  });

  it("adds variables to the container's", () => {
    const { env } = convertWith(crun, overrides({ env: ["FOO=1"] }));
    expect(env).toEqual(expect.arrayContaining(["TERM=xterm", "FOO=1"]));
  });

  it("gets no_new_privs when it is asked for, and limits and umask from a process file alone", () => {
    const process = { noNewPrivileges: true, rlimits: limits, user: { umask: 0o77 } };
    const flags = convertWith(crun, overrides(), { process, host });
    expect(flags).toMatchObject({ noNewPrivileges: false, attributes: { rlimits: undefined, umask: 0o22 } });
    expect(convertWith(crun, overrides({ noNewPrivileges: true })).noNewPrivileges).toBe(true);
    const file = convertWith(crun, specification({ ...process, args: ["id"], cwd: "/" }), { host });
    expect(file).toMatchObject({ noNewPrivileges: true, attributes: { rlimits: limits, umask: 0o77 } });
  });
});

describe("a command for runsc or runc", () => {
  it.each(["runsc", "runc", undefined] as const)("%s follows the release that is imitated", (dialect) => {
    expect(rulesFor(dialect, "20240729")).toMatchObject({ identity: "root", splitLists: true });
    expect(rulesFor(dialect, "newest")).toMatchObject({ capabilities: "add", inheritsRestrictions: true });
  });
});
