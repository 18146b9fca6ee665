import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FlagType } from "../flag-type.ts";
import { additionalGids } from "./additional-gids.ts";
import { booleanOrText } from "./boolean-or-text.ts";
import { boolean } from "./boolean.ts";
import { capabilityList } from "./capability-list.ts";
import { choice } from "./choice.ts";
import { duration } from "./duration.ts";
import { fdMappingList } from "./fd-mapping-list.ts";
import { integer, largestInt32 } from "./integer.ts";
import { optionalDescriptor } from "./optional-descriptor.ts";
import { processors } from "./processors.ts";
import { size } from "./size.ts";
import { stringList } from "./string-list.ts";
import { string } from "./string.ts";
import { user } from "./user.ts";
import { yesOrNo } from "./yes-or-no.ts";

const id = fc.oneof(fc.constantFrom(0, 1, 4294967294, 4294967295), fc.integer({ min: 0, max: 4294967295 }));
const fd = fc.oneof(fc.constantFrom(0, largestInt32 - 1, largestInt32), fc.nat(largestInt32));
const withoutComma = fc.string({ unit: "binary" }).map((text) => text.replaceAll(",", ""));
const name = withoutComma.filter((text) => text !== "");

/** Whole milliseconds of any size, and nanoseconds up to 26 days. */
const milliseconds = fc.oneof(
  fc.maxSafeInteger().map((value) => Math.trunc(value / 1000) + 0),
  fc
    .integer({ min: -(2 ** 51), max: 2 ** 51 })
    .map((nanoseconds) => Math.trunc(nanoseconds / 1e6) + (nanoseconds % 1e6) / 1e6 + 0),
);

const cases: [string, FlagType<unknown, unknown>, fc.Arbitrary<unknown>][] = [
  ["string", string("X"), fc.string({ unit: "binary" })],
  ["boolean", boolean, fc.boolean()],
  ["yes or no", yesOrNo, fc.boolean()],
  ["boolean or text", booleanOrText, fc.string()],
  ["integer", integer(), fc.maxSafeInteger().map((value) => value + 0)],
  ["unsigned integer", integer({ unsigned: true, maximum: largestInt32 }), fd],
  ["descriptor", optionalDescriptor, fc.option(fd, { nil: undefined })],
  ["duration", duration, milliseconds],
  [
    "whole strings",
    stringList({ valueName: "X", splitAtCommas: false }),
    fc.array(fc.string(), { minLength: 1 }),
  ],
  [
    "split strings",
    stringList({ valueName: "X", splitAtCommas: true }),
    fc.array(withoutComma, { minLength: 1 }),
  ],
  ["capabilities", capabilityList({ splitAtCommas: true }), fc.array(name, { minLength: 1 })],
  ["user", user, fc.record({ uid: id, gid: id }, { requiredKeys: ["uid"], noNullPrototype: true })],
  ["group list", additionalGids({ splitAtCommas: true }), fc.array(id, { minLength: 1 })],
  [
    "descriptor mappings",
    fdMappingList,
    fc.array(fc.record({ host: fd, guest: fd }, { noNullPrototype: true }), { minLength: 1 }),
  ],
  ["size", size, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })],
  ["processors", processors, fc.integer({ min: 1, max: 10_000 }).map((value) => value / 100)],
  ["choice", choice(["a", "b", ""]), fc.constantFrom("a", "b", "")],
];

describe("what a value type formats, it parses to the same value", () => {
  it.each(cases)("%s", (_, type, values) => {
    fc.assert(
      fc.property(values, (value) => {
        const read = type
          .format(value)
          .reduce<unknown>((previous, text) => type.parse(text, previous), undefined);
        expect(read).toEqual(value);
      }),
    );
  });
});
