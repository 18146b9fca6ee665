import { isSallyportError } from "@sallyport/core";
import { describe, expect, it } from "vitest";
import type { FlagType } from "../flag-type.ts";
import { additionalGids } from "./additional-gids.ts";
import { boolean } from "./boolean.ts";
import { capabilityList } from "./capability-list.ts";
import { choice } from "./choice.ts";
import { duration } from "./duration.ts";
import { fdMappingList } from "./fd-mapping-list.ts";
import { integer, largestInt32 } from "./integer.ts";
import { optionalDescriptor } from "./optional-descriptor.ts";
import { stringList } from "./string-list.ts";
import { user } from "./user.ts";

/** The value, or the reason that the text is refused for. */
function read(type: FlagType<unknown, unknown>, ...texts: string[]): unknown {
  try {
    return texts.reduce<unknown>((previous, text) => type.parse(text, previous), undefined);
  } catch (error) {
    if (isSallyportError(error) && error.code === "SALLYPORT_USAGE") return error.message;
    throw error;
  }
}

describe("boolean", () => {
  it.each(["1", "t", "T", "true", "TRUE", "True"])("takes %s for true", (word) => {
    expect(read(boolean, word)).toBe(true);
  });
  it.each(["0", "f", "F", "false", "FALSE", "False"])("takes %s for false", (word) => {
    expect(read(boolean, word)).toBe(false);
  });
  it.each(["", "yes", "no", "tRUE", " true", "auto"])("refuses %j", (word) => {
    expect(read(boolean, word)).toBe("parse error");
  });
});

describe("integer", () => {
  it.each([
    ["0x10", 16],
    ["-5", -5],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    ["-9007199254740991", Number.MIN_SAFE_INTEGER],
    ["9007199254740992", "value out of range"],
    ["-9007199254740992", "value out of range"],
    ["99999999999999999999", "value out of range"],
    ["abc", "parse error"],
    ["", "parse error"],
  ])("reads %j", (text, expected) => {
    expect(read(integer(), text)).toBe(expected);
  });

  it.each([
    ["2147483647", largestInt32],
    ["2147483648", "value out of range"],
    ["-2147483648", -largestInt32 - 1],
    ["-2147483649", "value out of range"],
  ])("reads %s within 32 bits", (text, expected) => {
    expect(read(integer({ maximum: largestInt32 }), text)).toBe(expected);
  });

  it.each([
    ["0", 0],
    ["-1", "parse error"],
    ["+1", "parse error"],
    ["-0", "parse error"],
  ])("reads %s without a sign", (text, expected) => {
    expect(read(integer({ unsigned: true }), text)).toBe(expected);
  });
});

describe("optionalDescriptor", () => {
  it.each([
    ["0", 0],
    ["0x5", 5],
    ["1_0", 10],
    ["2147483647", largestInt32],
    ["2147483648", "value out of range"],
    ["-1", undefined],
    ["-5", undefined],
    ["-9223372036854775808", undefined],
    ["-9223372036854775809", "value out of range"],
    ["abc", "parse error"],
  ])("reads %s", (text, expected) => {
    expect(read(optionalDescriptor, text)).toBe(expected);
  });
});

describe("duration", () => {
  it.each([
    ["300ms", 300],
    ["1.5h", 5_400_000],
    ["15s", 15_000],
    ["1h2m3.5s", 3_723_500],
    ["0", 0],
    ["+0", 0],
    ["-1.5s", -1500],
    [".5s", 500],
    ["5.s", 5000],
    ["1us", 0.001],
    ["1\u00b5s", 0.001],
    ["1\u03bcs", 0.001],
    ["1ns", 0.000001],
    ["0.4ns", 0],
    ["2562047h47m16.854775807s", 9_223_372_036_854.775],
    ["-9223372036854775808ns", -9_223_372_036_854.775],
    ["9223372036854775808ns", "parse error"],
    [`${"9".repeat(100_000)}h`, "parse error"],
    ["", "parse error"],
    ["-", "parse error"],
    ["5", "parse error"],
    ["s", "parse error"],
    [".s", "parse error"],
    ["1.5.5s", "parse error"],
    ["1d", "parse error"],
    ["1 s", "parse error"],
    ["1s ", "parse error"],
    ["1S", "parse error"],
    ["+-1s", "parse error"],
  ])("reads %.30s in milliseconds", (text, expected) => {
    expect(read(duration, text)).toBe(expected);
  });
});

describe("stringList", () => {
  const whole = stringList({ valueName: "X", splitAtCommas: false });
  const split = stringList({ valueName: "X", splitAtCommas: true });

  it.each([
    [whole, ["A=1,2", "B="], ["A=1,2", "B="]],
    [split, ["A=1,2", "B="], ["A=1", "2", "B="]],
    [whole, [""], [""]],
    [split, [""], [""]],
    [split, [","], ["", ""]],
  ])("collects every occurrence (%#)", (type, texts, expected) => {
    expect(read(type, ...texts)).toEqual(expected);
  });
});

describe("capabilityList", () => {
  it("keeps names as they are given", () => {
    expect(read(capabilityList({ splitAtCommas: true }), "CAP_KILL,cap_foo")).toEqual([
      "CAP_KILL",
      "cap_foo",
    ]);
  });
  it.each(["", "CAP_KILL,", ",CAP_KILL"])("refuses an empty name in %j", (text) => {
    expect(read(capabilityList({ splitAtCommas: true }), text)).toBe("capability name is empty");
  });
});

describe("user", () => {
  it.each([
    [["1"], { uid: 1 }],
    [["1:2"], { uid: 1, gid: 2 }],
    [["+5:+6"], { uid: 5, gid: 6 }],
    [["007:08"], { uid: 7, gid: 8 }],
    [["2:3", "5"], { uid: 5, gid: 3 }],
    [["1", "2:3"], { uid: 2, gid: 3 }],
    [["4294967295:4294967295"], { uid: 4294967295, gid: 4294967295 }],
    [["bob"], { userName: "bob" }],
    [["bob:users"], { userName: "bob", groupName: "users" }],
    [["1:users"], { uid: 1, groupName: "users" }],
    [["a:b", "7"], { uid: 7, groupName: "b" }],
    [["_x-1.y$"], { userName: "_x-1.y$" }],
    [["4294967296"], "UID must be between 0 and 4294967295: 4294967296"],
    [["0:4294967296"], "GID must be between 0 and 4294967295: 4294967296"],
    [["-1"], "UID must be between 0 and 4294967295: -1"],
    [["1:-1"], "GID must be between 0 and 4294967295: -1"],
    [["9223372036854775807"], "UID must be between 0 and 4294967295: 9223372036854775807"],
    [["9223372036854775808"], "couldn't parse UID: 9223372036854775808"],
    [[":5"], "couldn't parse UID: "],
    [["1:2:3"], "couldn't parse GID: 2:3"],
    [["1 "], "couldn't parse UID: 1 "],
  ])("reads %j", (texts, expected) => {
    expect(read(user, ...texts)).toEqual(expected);
  });
});

describe("additionalGids", () => {
  const split = additionalGids({ splitAtCommas: true });

  it.each([
    [
      ["3,4", "5"],
      [3, 4, 5],
    ],
    [["4294967295"], [4294967295]],
    [["4294967296"], "GID must be between 0 and 4294967295: 4294967296"],
    [["3,-1"], "GID must be between 0 and 4294967295: -1"],
    [["3,"], 'parsing GID: , strconv.Atoi: parsing "": invalid syntax'],
    [
      ["99999999999999999999"],
      'parsing GID: 99999999999999999999, strconv.Atoi: parsing "99999999999999999999": value out of range',
    ],
  ])("reads %j", (texts, expected) => {
    expect(read(split, ...texts)).toEqual(expected);
  });

  it("leaves commas alone when lists are not split", () => {
    expect(read(additionalGids({ splitAtCommas: false }), "3,4")).toBe(
      'parsing GID: 3,4, strconv.Atoi: parsing "3,4": invalid syntax',
    );
  });
});

describe("fdMappingList", () => {
  const malformed = "invalid flag value: must be an integer or a mapping of format M:N";

  it.each([
    [["3"], [{ host: 3, guest: 3 }]],
    [["3:4"], [{ host: 3, guest: 4 }]],
    [
      ["3,4:5", "6"],
      [
        { host: 3, guest: 3 },
        { host: 4, guest: 5 },
        { host: 6, guest: 6 },
      ],
    ],
    [["2147483647:0"], [{ host: largestInt32, guest: 0 }]],
    [["2147483648:0"], "flag host value must be <= 2147483647: 2147483648"],
    [["0:2147483648"], "flag guest value must be <= 2147483647: 2147483648"],
    [
      ["9223372036854775808:0"],
      'invalid flag host value: strconv.Atoi: parsing "9223372036854775808": value out of range',
    ],
    [["-1"], "flag host value must be >= 0: -1"],
    [["0x5:1"], 'invalid flag host value: strconv.Atoi: parsing "0x5": invalid syntax'],
    [["3:"], 'invalid flag guest value: strconv.Atoi: parsing "": invalid syntax'],
    [["1:2:3"], malformed],
    [["3,"], malformed],
    [[""], malformed],
    [["a"], malformed],
    [["3,a"], malformed],
  ])("reads %j", (texts, expected) => {
    expect(read(fdMappingList, ...texts)).toEqual(expected);
  });
});

describe("choice", () => {
  it("takes a name of the list only", () => {
    const format = choice(["table", "json", "text"]);
    expect(read(format, "json")).toBe("json");
    expect(read(format, "JSON")).toBe("expected table, json or text");
    expect(format.valueName).toBe("table|json|text");
  });
  it("gives the listed spelling where case does not matter", () => {
    expect(read(choice(["NEVER", "ALWAYS"], { ignoreCase: true }), "always")).toBe("ALWAYS");
  });
});
