import type { OciDeviceRule } from "@sallyport/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deviceFilter } from "./device-filter.ts";
import { deviceRules } from "./device-rules.ts";

interface Access {
  readonly type: "b" | "c";
  readonly access: string;
  readonly major: number;
  readonly minor: number;
}

/** What the kernel's machine does with these few instructions. */
function run(program: Uint8Array, { type, access, major, minor }: Access): boolean {
  const view = new DataView(program.buffer);
  const bits = access.split("").reduce((sum, letter) => sum | ({ m: 1, r: 2, w: 4 }[letter] ?? 0), 0);
  const context = new Map([
    [0, (bits << 16) | (type === "b" ? 1 : 2)],
    [4, major],
    [8, minor],
  ]);
  const registers = Array.from({ length: 6 }, () => 0);
  for (let at = 0; ; at++) {
    const code = view.getUint8(8 * at);
    const [target, source] = [view.getUint8(8 * at + 1) & 15, view.getUint8(8 * at + 1) >> 4];
    const [distance, number] = [view.getInt16(8 * at + 2, true), view.getInt32(8 * at + 4, true)];
    const left = registers[target] ?? 0;
    const right = registers[source] ?? 0;
    if (code === 0x95) return registers[0] === 1;
    if (code === 0x61) registers[target] = context.get(distance) ?? Number.NaN;
    else if (code === 0xbc) registers[target] = right;
    else if (code === 0x54) registers[target] = left & number;
    else if (code === 0x74) registers[target] = left >>> number;
    else if (code === 0xb7) registers[target] = number;
    else if (code === 0x15) at += left === number ? distance : 0;
    else if (code === 0x55) at += left === number ? 0 : distance;
    else if (code === 0x5d) at += left === right ? 0 : distance;
    else throw new Error(`instruction ${code}`);
  }
}

function decide(rules: readonly OciDeviceRule[], wanted: Access): boolean {
  const matching = deviceRules(rules).findLast(({ allow, type = "a", major = -1, minor = -1, access }) => {
    const listed = access || "rwm";
    const overlaps = wanted.access.split("").some((letter) => listed.includes(letter));
    const covers = wanted.access.split("").every((letter) => listed.includes(letter));
    const isDevice =
      type === "a" ||
      (type === wanted.type &&
        (major < 0 || major === wanted.major) &&
        (minor < 0 || minor === wanted.minor));
    return isDevice && (allow ? covers : overlaps);
  });
  return matching?.allow ?? false;
}

const number = fc.constantFrom(undefined, -1, 1, 3, 10);
const access = fc.constantFrom("r", "w", "m", "rw", "rwm");
const rules = fc.array(
  fc.record({
    allow: fc.boolean(),
    type: fc.constantFrom("a", "b", "c", undefined),
    major: number,
    minor: number,
    access: fc.oneof(access, fc.constant(undefined)),
  }),
);
const wanted = fc.record({
  type: fc.constantFrom("b" as const, "c" as const),
  access,
  major: fc.constantFrom(1, 3, 5, 10),
  minor: fc.constantFrom(0, 1, 3, 10),
});

describe("the program that decides on devices", () => {
  it.each<[string, Access, boolean]>([
    ["/dev/null", { type: "c", access: "rw", major: 1, minor: 3 }, true],
    ["a new node of any device", { type: "b", access: "m", major: 8, minor: 0 }, true],
    ["what a disk holds", { type: "b", access: "r", major: 8, minor: 0 }, false],
    ["the machine's memory", { type: "c", access: "r", major: 1, minor: 1 }, false],
  ])("by default decides on %s", (_, one, expected) => {
    expect(run(deviceFilter([]), one)).toBe(expected);
  });

  it("decides on every device as its rules do", () => {
    fc.assert(
      fc.property(rules, wanted, (listed, one) => {
        expect(run(deviceFilter(listed), one)).toBe(decide(listed, one));
      }),
    );
  });
});
