import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMountOptions } from "./mount-options.ts";

function shown(options: readonly string[]): string {
  const { bind, attributes, recursiveAttributes, propagation, data } = readMountOptions(options);
  const names = (list: readonly { readonly name: string }[]): string =>
    list.map(({ name }) => name.replace("MOUNT_ATTR_", "")).join("|");
  return [
    ...(bind === "no" ? [] : [`bind ${bind}`]),
    `+${names(attributes.set)}`,
    `-${names(attributes.clear)}`,
    ...(recursiveAttributes.set.length === 0 ? [] : [`all +${names(recursiveAttributes.set)}`]),
    ...propagation.map(({ type, recursive }) => `${type.name}${recursive ? " all" : ""}`),
    ...data,
  ].join(" ");
}

describe("options of a mount", () => {
  it.each([
    ["none", [], "+ -"],
    ["attributes", ["nosuid", "nodev", "noexec", "ro"], "+NOSUID|NODEV|NOEXEC|RDONLY -"],
    ["the later of two", ["ro", "nosuid", "rw", "suid", "nodev"], "+NODEV -RDONLY|NOSUID"],
    ["one way to keep access times", ["noatime", "strictatime"], "+STRICTATIME -_ATIME"],
    ["the usual way to keep them", ["noatime", "relatime"], "+ -_ATIME"],
    ["those of all mounts below", ["rbind", "rro", "rnosuid"], "bind recursive + - all +RDONLY|NOSUID"],
    ["propagation", ["bind", "slave", "rshared"], "bind one + - MS_SLAVE MS_SHARED all"],
    [
      "those of the file system",
      ["size=64k", "newinstance", "defaults", "mode=755"],
      "+ - size=64k newinstance mode=755",
    ],
    ["names of nothing", ["constructor", "r__proto__", "r"], "+ - constructor r__proto__ r"],
  ])("are %s", (_, options, expected) => {
    expect(shown(options)).toBe(expected);
  });

  it("set nothing that they clear, whatever their order", () => {
    const words = ["ro", "rw", "suid", "nosuid", "dev", "nodev", "noatime", "relatime", "exec", "noexec"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words)), (options) => {
        const { set, clear } = readMountOptions(options).attributes;
        const bits = (list: readonly { readonly value: bigint }[]): bigint =>
          list.reduce((sum, { value }) => sum | value, 0n);
        // Of access times the whole choice is cleared to set one.
        expect(bits(set) & bits(clear) & ~0x70n).toBe(0n);
      }),
    );
  });
});
