import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrownBy } from "../../test/thrown-by.ts";
import { parseExactJson } from "../parse-exact-json.ts";
import { isSallyportError } from "../sallyport-error.ts";
import { parseOciSeccomp } from "./parse-oci-seccomp.ts";

const action =
  "one of SCMP_ACT_KILL, SCMP_ACT_KILL_PROCESS, SCMP_ACT_KILL_THREAD, SCMP_ACT_TRAP, SCMP_ACT_ERRNO, SCMP_ACT_TRACE, " +
  "SCMP_ACT_ALLOW, SCMP_ACT_LOG, SCMP_ACT_NOTIFY";
const allow = { defaultAction: "SCMP_ACT_ALLOW" };
const rule = { names: ["read"], action: "SCMP_ACT_ERRNO" };
const condition = { index: 0, value: 1, op: "SCMP_CMP_EQ" };

function withRule(changes: object) {
  return { ...allow, syscalls: [{ ...rule, ...changes }] };
}

function withCondition(changes: object) {
  return withRule({ args: [condition, { ...condition, ...changes }] });
}

describe("OCI seccomp", () => {
  it("reads every field, and ignores others", () => {
    const profile = {
      defaultAction: "SCMP_ACT_ERRNO",
      defaultErrnoRet: 38,
      architectures: ["SCMP_ARCH_X86_64", "SCMP_ARCH_S390X"],
      flags: ["SECCOMP_FILTER_FLAG_LOG"],
      listenerPath: "/run/agent.sock",
      listenerMetadata: "x",
      syscalls: [
        { names: ["read"], action: "SCMP_ACT_TRACE", errnoRet: 65535, args: [{ ...condition, valueTwo: 2 }] },
      ],
    };
    expect(parseOciSeccomp({ ...profile, defaultErrno: "ENOSYS", archMap: [] })).toEqual({
      ...profile,
      syscalls: [
        { ...profile.syscalls[0], args: [{ index: 0, op: "SCMP_CMP_EQ", value: 1n, valueTwo: 2n }] },
      ],
    });
  });

  it("takes null for missing, and tells an empty list of flags from a missing one", () => {
    const profile = {
      ...allow,
      architectures: null,
      flags: [],
      syscalls: [{ ...rule, errnoRet: null, args: null }],
    };
    expect(parseOciSeccomp(profile)).toMatchObject({ flags: [], syscalls: [{ names: ["read"] }] });
    expect(parseOciSeccomp({ ...allow, flags: null })?.flags).toBeUndefined();
  });

  it("reads all 64 bits of a value from exact JSON", () => {
    const text = JSON.stringify(withCondition({ value: "ALL" })).replace('"ALL"', "18446744073709551615");
    expect(parseOciSeccomp(parseExactJson(text))?.syscalls?.[0]?.args?.[1]?.value).toBe(2n ** 64n - 1n);
  });

  it.each([
    undefined,
    null,
    {},
    { defaultAction: "", syscalls: null },
    { defaultAction: null, syscalls: [] },
  ])("is not there: %j", (value) => {
    expect(parseOciSeccomp(value)).toBeUndefined();
  });

  const word = "an integer from 0 to 18446744073709551615";
  it.each<[unknown, string]>([
    [7, "linux.seccomp 7 must be an object"],
    [[], "linux.seccomp [] must be an object"],
    [{ syscalls: [rule] }, `linux.seccomp.defaultAction is missing: it must be ${action}`],
    [{ defaultAction: "ALLOW" }, `linux.seccomp.defaultAction "ALLOW" must be ${action}`],
    [
      { ...allow, defaultErrnoRet: 1 },
      "linux.seccomp.defaultErrnoRet 1 must be left out with SCMP_ACT_ALLOW",
    ],
    [
      { defaultAction: "SCMP_ACT_ERRNO", defaultErrnoRet: 65536 },
      "linux.seccomp.defaultErrnoRet 65536 must be an integer from 0 to 65535",
    ],
    [{ ...allow, flags: "LOG" }, 'linux.seccomp.flags "LOG" must be an array of flags'],
    [{ ...allow, listenerPath: 7 }, "linux.seccomp.listenerPath 7 must be a string"],
    [
      { ...allow, listenerMetadata: "x" },
      'linux.seccomp.listenerMetadata "x" must be left out without listenerPath',
    ],
    [{ ...allow, syscalls: {} }, "linux.seccomp.syscalls (an object) must be an array of objects"],
    [withRule({ names: [] }), "linux.seccomp.syscalls[0].names [] must be an array of one name or more"],
    [withRule({ names: [""] }), 'linux.seccomp.syscalls[0].names[0] "" must be the name of a system call'],
    [
      withRule({ action: "SCMP_ACT_LOG", errnoRet: 1 }),
      "linux.seccomp.syscalls[0].errnoRet 1 must be left out with SCMP_ACT_LOG",
    ],
    [withCondition({ index: 6 }), "linux.seccomp.syscalls[0].args[1].index 6 must be an integer from 0 to 5"],
    [withCondition({ value: -1 }), `linux.seccomp.syscalls[0].args[1].value -1 must be ${word}`],
    [
      withCondition({ value: 2 ** 64 }),
      `linux.seccomp.syscalls[0].args[1].value 18446744073709552000 must be ${word}`,
    ],
    [withCondition({ value: "1" }), `linux.seccomp.syscalls[0].args[1].value "1" must be ${word}`],
    [
      withCondition({ valueTwo: 2n ** 64n }),
      `linux.seccomp.syscalls[0].args[1].valueTwo 18446744073709551616 must be ${word}`,
    ],
    [
      { defaultAction: "SCMP_ACT_NOTIFY" },
      'linux.seccomp.defaultAction "SCMP_ACT_NOTIFY" must be another action',
    ],
    [
      withRule({ action: "SCMP_ACT_NOTIFY" }),
      "linux.seccomp.listenerPath is missing: it must be a socket's path for SCMP_ACT_NOTIFY",
    ],
    [
      { ...withRule({ names: ["write"], action: "SCMP_ACT_NOTIFY" }), listenerPath: "/a" },
      'linux.seccomp.syscalls[0].action "SCMP_ACT_NOTIFY" must be another action for write',
    ],
  ])("refuses %o", (value, message) => {
    expect(() => parseOciSeccomp(value)).toThrow(
      expect.objectContaining({ code: "SALLYPORT_INVALID_SECCOMP", message }),
    );
  });

  it.each([
    [{ ...allow, architectures: ["SCMP_ARCH_Z80"] }, "linux.seccomp.architectures[0]"],
    [{ ...allow, flags: ["NEW"] }, "linux.seccomp.flags[0]"],
    [withCondition({ op: "==" }), "linux.seccomp.syscalls[0].args[1].op"],
  ])("names the field in %j, the value and the choices", (value, field) => {
    expect(() => parseOciSeccomp(value, "/run/config.json")).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /^\/run\/config\.json: linux\.seccomp\.\S+ ".*" must be one of (\w+, )+\w+$/,
        ),
        details: { field },
      }),
    );
  });

  it("throws nothing but its own error for any JSON in any field", () => {
    const keys = [
      "defaultAction",
      "defaultErrnoRet",
      "architectures",
      "flags",
      "listenerPath",
      "syscalls",
      "__proto__",
    ];
    const anyField = fc
      .dictionary(fc.constantFrom(...keys), fc.jsonValue())
      .map((each) => ({ ...allow, ...each }));
    const ruleKeys = fc.constantFrom(
      "names",
      "action",
      "errnoRet",
      "args",
      "index",
      "op",
      "value",
      "valueTwo",
    );
    const anyRule = fc.dictionary(ruleKeys, fc.jsonValue()).map((each) => withCondition(each));
    const anyRuleField = fc.dictionary(ruleKeys, fc.jsonValue()).map((each) => withRule(each));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), anyField, anyRule, anyRuleField), (value) => {
        const error = thrownBy(() => parseOciSeccomp(JSON.parse(JSON.stringify(value))));
        expect(error === undefined || isSallyportError(error)).toBe(true);
      }),
    );
  });
});
