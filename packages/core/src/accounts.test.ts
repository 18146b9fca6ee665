import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { homeOf, parseGroups, parseUsers } from "./accounts.ts";

const passwd = [
  "root:x:0:0:root:/root:/bin/sh",
  "# a comment",
  "bob:x:1000:1001:Bob,,,:/home/bob:/bin/sh",
  "short:x:7",
  "big:x:4294967295:0::/:/bin/sh",
  "minus:x:-1:0::/:/bin/sh",
  "hex:x:0x10:0::/:/bin/sh",
  "nohome:x:1002:1002:::",
  "twin:x:1000:5::/twin:",
  "",
].join("\n");

describe("the accounts of a container", () => {
  it("are the sound lines of its passwd", () => {
    expect(parseUsers(passwd)).toEqual([
      { name: "root", uid: 0, gid: 0, home: "/root" },
      { name: "bob", uid: 1000, gid: 1001, home: "/home/bob" },
      { name: "nohome", uid: 1002, gid: 1002, home: "" },
      { name: "twin", uid: 1000, gid: 5, home: "/twin" },
    ]);
  });

  it("are the sound lines of its group file", () => {
    expect(parseGroups("wheel:x:10:root,bob\nempty:x:11:\nno\nbad:x:1e3:\n")).toEqual([
      { name: "wheel", gid: 10, members: ["root", "bob"] },
      { name: "empty", gid: 11, members: [] },
    ]);
  });

  it.each([
    [0, "/root"],
    [1000, "/home/bob"],
    [1002, "/"],
    [4711, "/"],
  ])("have a home for user %i: %s", (uid, home) => {
    expect(homeOf(uid, parseUsers(passwd))).toBe(home);
  });

  it("have ids that Linux knows, whatever the files say", () => {
    const field = fc.oneof(fc.string(), fc.integer().map(String), fc.constantFrom("x", "root", "0", ""));
    const line = fc.array(field, { maxLength: 9 }).map((fields) => fields.join(":"));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join("\n");
        const ids = [
          ...parseUsers(text).flatMap(({ uid, gid }) => [uid, gid]),
          ...parseGroups(text).map(({ gid }) => gid),
        ];
        expect(ids.every((id) => Number.isInteger(id) && id >= 0 && id < 2 ** 32 - 1)).toBe(true);
      }),
    );
  });
});
