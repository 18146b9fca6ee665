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

describe("conversion as the newest gVisor", () => {
  it("adds flags to the container's own process", () => {
    expect(convert(everyFlag)).toEqual({
      containerId: "web",
      args: ["id"],
      env: [...specEnv, "A=1"],
      cwd: "/tmp",
      uid: 1,
      gid: 2,
      additionalGids: [30, 3],
      capabilities: {
        bounding: specMask + sysAdmin,
        effective: specMask + sysAdmin,
        inheritable: specMask,
        permitted: specMask + sysAdmin,
        ambient: sysAdmin,
      },
      noNewPrivileges: true,
      terminal: false,
    });
  });

  it.each([
    [{}, 10, 20],
    [{ uid: 1000 }, 1000, 20],
    [{ gid: 7 }, 10, 7],
    [{ uid: 0, gid: 0 }, 0, 0],
  ])("overrides the container's user by %j to %i:%i", (user, uid, gid) => {
    expect(convert(overrides({ user }))).toMatchObject({ uid, gid });
  });

  it("gives a changed variable its old position and new value", () => {
    expect(convert(overrides({ env: ["TERM=vt100", "A=1,2"] })).env).toEqual([
      specEnv[0],
      "TERM=vt100",
      "FOO=fromspec",
      "A=1,2",
    ]);
  });

  it.each([
    [undefined, "/tmp"],
    ["", "/tmp"],
    ["bin", "bin"],
    ["/etc", "/etc"],
  ])("takes %j as the directory %s", (cwd, expected) => {
    expect(convert(overrides({ cwd })).cwd).toBe(expected);
  });

  it("runs in / when nobody names a directory", () => {
    expect(convert(overrides(), "newest", { process: { cwd: undefined } }).cwd).toBe("/");
  });

  it.each([
    ["an absent inheritable set", undefined, 0, 0],
    ["a null inheritable set", null, 0, 0],
    ["an empty inheritable set", [], 0, sysAdmin],
    ["an inheritable set", ["CAP_CHOWN"], 1, sysAdmin],
  ])("with %s adds to ambient accordingly, never to inheritable", (_, inheritable, kept, ambient) => {
    const process = { capabilities: { inheritable } };
    const { capabilities } = convert(overrides({ capabilities: ["CAP_SYS_ADMIN"] }), "newest", { process });
    expect(capabilities).toEqual({ ...four(sysAdmin, ambient), inheritable: kept });
  });

  it("adds to nothing when the container has no capabilities", () => {
    const process = { capabilities: null };
    expect(convert(overrides(), "newest", { process }).capabilities).toEqual(four(0));
    expect(convert(overrides({ capabilities: ["CAP_CHOWN"] }), "newest", { process }).capabilities).toEqual({
      ...four(1),
      inheritable: 0,
    });
  });

  it.each([false, true])("with net-raw %s strips CAP_NET_RAW from container and file alike", (netRaw) => {
    const all = ["CAP_NET_RAW"];
    const capabilities = { bounding: all, effective: all, inheritable: all, permitted: all, ambient: all };
    const expected = four(netRaw ? 8192 : 0, netRaw ? 8192 : 0);
    const options = { netRaw, process: { capabilities } };
    expect(convert(overrides(), "newest", options).capabilities).toEqual(expected);
    const file = specification({ args: ["id"], cwd: "/", capabilities });
    expect(convert(file, "newest", { netRaw }).capabilities).toEqual(expected);
  });

  it.each([
    [undefined, undefined, false],
    [undefined, true, true],
    [false, true, false],
    [true, undefined, true],
  ])("with no-new-privileges %s over the container's %s sends %s", (requested, own, expected) => {
    const process = { noNewPrivileges: own };
    const result = convert(overrides({ noNewPrivileges: requested }), "newest", { process });
    expect(result.noNewPrivileges).toBe(expected);
  });

  it("takes environment, user, privileges and terminal of a process file alone", () => {
    const requested = specification({ args: ["id"], cwd: "/", env: ["X=1", "Y=2", "X=3"], terminal: true }, [
      "A=1",
    ]);
    expect(convert(requested)).toMatchObject({
      env: ["X=3", "Y=2"],
      cwd: "/",
      uid: 0,
      gid: 0,
      additionalGids: [],
      capabilities: four(specMask),
      noNewPrivileges: false,
      terminal: true,
    });
    expect(convert(specification({ args: ["id"], cwd: "/" })).env).toEqual([]);
  });
});

describe("conversion refuses", () => {
  const valid = { args: ["id"], cwd: "/" };

  it.each([
    [{ cwd: "/" }, "process.args is missing: it must be a list that is not empty"],
    [{ args: null, cwd: "/" }, "process.args is missing: it must be a list that is not empty"],
    [{ args: [], cwd: "/" }, "process.args [] must be a list that is not empty"],
    [{ args: ["id"] }, "process.cwd is missing: it must be an absolute path"],
    [{ args: ["id"], cwd: "" }, 'process.cwd "" must be an absolute path'],
    [{ args: ["id"], cwd: "tmp" }, 'process.cwd "tmp" must be an absolute path'],
    [{ args: ["id"], cwd: "/a\0b" }, String.raw`process.cwd "/a\x00b" must be a string without NUL bytes`],
    [
      { args: ["a", "b\0"], cwd: "/" },
      String.raw`process.args[1] "b\x00" must be a string without NUL bytes`,
    ],
    [{ ...valid, user: { uid: -1 } }, "process.user.uid -1 must be an integer from 0 to 4294967295"],
    [
      { ...valid, user: { gid: 2 ** 32 } },
      "process.user.gid 4294967296 must be an integer from 0 to 4294967295",
    ],
    [
      { ...valid, user: { additionalGids: [1, 0.5] } },
      "process.user.additionalGids[1] 0.5 must be an integer from 0 to 4294967295",
    ],
  ])("the process file %j", (process, message) => {
    expect(() => convert(specification(process))).toThrow(
      expect.objectContaining({ code: "SALLYPORT_INVALID_PROCESS", message }),
    );
  });

  it.each([
    [{ args: [] }, "a command is required: args is empty"],
    [{ args: ["a\0b"] }, String.raw`args[0] "a\x00b" must be a string without NUL bytes`],
    [{ cwd: "\0" }, String.raw`cwd "\x00" must be a string without NUL bytes`],
    [{ user: { uid: Number.NaN } }, "uid NaN must be an integer from 0 to 4294967295"],
    [{ additionalGids: [-1] }, "additionalGids[1] -1 must be an integer from 0 to 4294967295"],
  ])("the overrides %j", (changes, message) => {
    expect(() => convert(overrides(changes))).toThrow(
      expect.objectContaining({ code: "SALLYPORT_USAGE", message }),
    );
  });

  it.each(["newest", "20240729"] as const)(
    "unknown capabilities and variables under the rules %s",
    (rules) => {
      const bad = ["CAP_FOO"];
      expect(() => convert(overrides({ capabilities: bad }), rules)).toThrow(
        expect.objectContaining({
          code: "SALLYPORT_INVALID_CAPABILITY",
          message: 'capabilities error: unknown capability "CAP_FOO"',
        }),
      );
      expect(() => convert(specification({ ...valid, capabilities: { bounding: bad } }), rules)).toThrow(
        'error creating capabilities: unknown capability "CAP_FOO"',
      );
      expect(() => convert(overrides(), rules, { process: { capabilities: { permitted: bad } } })).toThrow(
        'creating capabilities: unknown capability "CAP_FOO"',
      );
      expect(() => convert(overrides({ env: ["FOO"] }), rules)).toThrow(
        expect.objectContaining({
          code: "SALLYPORT_INVALID_ENVIRONMENT",
          message: "getting environment variables: invalid variable: FOO",
        }),
      );
      expect(() => convert(specification({ ...valid, env: ["A=\0"] }), rules)).toThrow(
        "getting environment variables: invalid variable: A: it has a NUL byte",
      );
    },
  );
});
