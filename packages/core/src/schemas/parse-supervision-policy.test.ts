import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSupervisionPolicy, supervisionPolicyJsonSchema } from "./parse-supervision-policy.ts";

function thrownBy(act: () => unknown): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe("a policy", () => {
  it.each([
    {},
    { $schema: "policy.schema.json", paths: [{ path: "/", access: [] }] },
    { paths: [{ path: "/srv/a b", access: ["read", "write"] }], deny: [{ calls: ["ptrace"] }] },
    { deny: [{ calls: ["mount"], errno: "ENOSYS" }], trace: { calls: ["openat"], results: true } },
    { trace: {} },
  ])("is what it says: %j", (policy) => {
    expect(parseSupervisionPolicy(policy)).toEqual(policy);
  });

  it.each<[unknown, string]>([
    [[], "the policy [] must be an object"],
    [{ path: [] }, "path [] must be left out: there is no such key"],
    [{ paths: [] }, "paths [] must be an array of one object or more"],
    [
      { paths: [{ path: "/" }] },
      "paths[0].access is missing: it must be an array of read and write; empty for neither",
    ],
    [{ paths: [{ path: "/", access: ["all"] }] }, 'paths[0].access[0] "all" must be read or write'],
    ...["srv", "/srv/", "//srv", "/a/../b", "/./a", "/a/.", "/a\0"].map((path): [unknown, string] => [
      { paths: [{ path, access: [] }] },
      `paths[0].path ${JSON.stringify(path).replace("\\u0000", "\\x00")} must be an absolute path without . and .. and a slash at its end`,
    ]),
    [{ deny: [{ calls: [] }] }, "deny[0].calls [] must be an array of names of system calls, one or more"],
    [{ deny: [{ calls: ["Open"] }] }, 'deny[0].calls[0] "Open" must be the name of a system call'],
    [
      { deny: [{ calls: ["open"], errno: 1 }] },
      "deny[0].errno 1 must be one of EPERM, EACCES, EINVAL, EIO, ENOENT, ENOSYS, EOPNOTSUPP, EROFS",
    ],
    [{ trace: { results: "yes" } }, 'trace.results "yes" must be a boolean'],
  ])("is refused with the path of the fault: %j", (value, message) => {
    expect(thrownBy(() => parseSupervisionPolicy(value))).toMatchObject({
      code: "SALLYPORT_INVALID_POLICY",
      message,
    });
  });

  it("is one, or is refused by an error of ours, whatever it holds", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const thrown = thrownBy(() => expect(parseSupervisionPolicy(value)).toEqual(value));
        expect(thrown).toBeOneOf([undefined, expect.objectContaining({ code: "SALLYPORT_INVALID_POLICY" })]);
      }),
    );
  });

  it("has a schema for editors, docs/policy.schema.json", () => {
    const file = new URL("../../../../docs/policy.schema.json", import.meta.url);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(supervisionPolicyJsonSchema());
  });
});
