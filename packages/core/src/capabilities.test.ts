import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capabilityMask, capabilityNames, ociCapabilityMasks, withoutNetRaw } from "./capabilities.ts";
import { capabilityNameList } from "./capability-names.ts";

describe("capabilities", () => {
  it.each([
    [[], 0],
    [["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"], 536871968],
    [["CAP_SYS_ADMIN", "CAP_SYS_ADMIN"], 2097152],
    [["CAP_CHOWN", "CAP_NET_RAW"], 8193],
    [["CAP_CHECKPOINT_RESTORE"], 2 ** 40],
    [[...capabilityNameList], 0x1ff_ffff_ffff],
  ])("makes %j the mask %i", (names, mask) => {
    expect(capabilityMask(names)).toBe(mask);
  });

  it.each(["CAP_FOO", "cap_sys_admin", "SYS_ADMIN", "", "toString"])("does not know %j", (name) => {
    expect(() => capabilityMask(["CAP_CHOWN", name])).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_INVALID_CAPABILITY",
        message: `unknown capability "${name}"`,
      }),
    );
  });

  it.each([-1, 2 ** 41, 0.5, Number.NaN])("has no names for the mask %d", (mask) => {
    expect(() => capabilityNames(mask)).toThrow(
      expect.objectContaining({ code: "SALLYPORT_INVALID_CAPABILITY" }),
    );
  });

  it("survives the way from names to mask and back", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...capabilityNameList)), (names) => {
        expect(new Set(capabilityNames(capabilityMask(names)))).toEqual(new Set(names));
      }),
    );
  });

  it("survives the way from mask to names and back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 41 - 1 }), (mask) => {
        expect(capabilityMask(capabilityNames(mask))).toBe(mask);
      }),
    );
  });

  it.each([null, undefined, {}])("makes %j five empty sets, never none", (capabilities) => {
    expect(ociCapabilityMasks(capabilities)).toEqual({
      bounding: 0,
      effective: 0,
      inheritable: 0,
      permitted: 0,
      ambient: 0,
    });
  });

  it("takes CAP_NET_RAW out of every set and nothing else", () => {
    const all = 0x1ff_ffff_ffff;
    const masks = { bounding: all, effective: 8193, inheritable: 8192, permitted: 1, ambient: 8192 };
    expect(withoutNetRaw(masks)).toEqual({
      bounding: all - 8192,
      effective: 1,
      inheritable: 0,
      permitted: 1,
      ambient: 0,
    });
  });
});
