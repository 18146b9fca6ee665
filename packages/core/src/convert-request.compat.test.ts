import { describe, expect, it } from "vitest";
import {
  convert,
  everyFlag,
  four,
  overrides,
  specEnv,
  specification,
  specMask,
  sysAdmin,
} from "../test/conversion.ts";

/** What runsc itself sends for these command lines, by release. */
describe.each(["20240729", "20221219"] as const)("conversion as runsc %s", (rules) => {
  it("takes user, groups, capabilities, directory and environment of the flags", () => {
    expect(convert(everyFlag, rules)).toEqual({
      containerId: "web",
      args: ["id"],
      env: [...specEnv, "A=1"],
      cwd: "/tmp",
      uid: 1,
      gid: 2,
      additionalGids: [3],
      capabilities: four(sysAdmin),
      noNewPrivileges: false,
      terminal: false,
    });
  });

  it("runs as 0:0 without groups whatever the container's user is", () => {
    expect(convert(overrides(), rules)).toMatchObject({ uid: 0, gid: 0, additionalGids: [] });
  });

  it("leaves the group at 0 when only a user is given", () => {
    expect(convert(overrides({ user: { uid: 1000 } }), rules)).toMatchObject({
      uid: 1000,
      gid: 0,
      additionalGids: [],
      capabilities: four(specMask),
    });
  });

  it.each([
    [true, 8193],
    [false, 1],
  ])("with net-raw %s sends the mask %i", (netRaw, mask) => {
    const requested = overrides({ args: ["true"], capabilities: ["CAP_NET_RAW", "CAP_CHOWN"] });
    expect(convert(requested, rules, { netRaw }).capabilities).toEqual(four(mask));
  });

  it("takes a full process file to the letter", () => {
    const requested = specification({
      args: ["id"],
      env: ["PATH=/bin", "X=a,b", "X=c"],
      cwd: "/etc",
      user: { uid: 1000, gid: 1000, additionalGids: [3, 4] },
      noNewPrivileges: true,
      capabilities: {
        bounding: ["CAP_CHOWN"],
        effective: ["CAP_CHOWN"],
        permitted: ["CAP_CHOWN", "CAP_KILL"],
        ambient: ["CAP_CHOWN"],
      },
    });
    expect(convert(requested, rules)).toEqual({
      containerId: "web",
      args: ["id"],
      env: ["PATH=/bin", "X=a,b", "X=c"],
      cwd: "/etc",
      uid: 1000,
      gid: 1000,
      additionalGids: [3, 4],
      capabilities: { permitted: 33, inheritable: 0, effective: 1, bounding: 1, ambient: 0 },
      noNewPrivileges: false,
      terminal: false,
    });
  });

  it("fills a minimal process file up from the container and --env", () => {
    expect(convert(specification({ args: ["env"] }, ["A=1"]), rules)).toEqual({
      containerId: "web",
      args: ["env"],
      env: [...specEnv, "A=1"],
      cwd: "/tmp",
      uid: 0,
      gid: 0,
      additionalGids: [],
      capabilities: four(specMask),
      noNewPrivileges: false,
      terminal: false,
    });
  });

  it("keeps an empty environment of a process file empty", () => {
    const requested = specification({ args: ["env"], env: [], cwd: "/" }, ["IGN=1"]);
    expect(convert(requested, rules)).toMatchObject({ env: [], cwd: "/", uid: 0, gid: 0 });
  });

  it("leaves an empty command of a process file for the sandbox to refuse", () => {
    expect(convert(specification({}), rules).args).toEqual([]);
  });
});
