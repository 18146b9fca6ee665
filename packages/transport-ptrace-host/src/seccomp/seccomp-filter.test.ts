import { describe, expect, it } from "vitest";
import { compileProfile } from "./compile-profile.ts";
import { filtersInOrder } from "./seccomp-filter.ts";
import { compileAudit, compileEnforcement } from "./supervision-filter.ts";

const audit = compileAudit([{ name: "openat", id: 1 }], "x86-64");
const enforcement = compileEnforcement({ deny: [], ask: ["openat"] }, "x86-64");
const plain = compileProfile({ defaultAction: "SCMP_ACT_ALLOW" }, "x86-64");
const notifying = compileProfile(
  { defaultAction: "SCMP_ACT_ALLOW", syscalls: [{ names: ["mount"], action: "SCMP_ACT_NOTIFY" }] },
  "x86-64",
);

describe("our filter and the container's", () => {
  it("are loaded in this order, as far as they are there", () => {
    expect(filtersInOrder(audit, notifying)).toEqual([audit, notifying]);
    expect(filtersInOrder(enforcement, plain)).toEqual([enforcement, plain]);
    expect(filtersInOrder(undefined, notifying)).toEqual([notifying]);
    expect(filtersInOrder(enforcement, undefined)).toEqual([enforcement]);
    expect(filtersInOrder(undefined, undefined)).toEqual([]);
  });

  it("cannot both have a listener", () => {
    expect(() => filtersInOrder(enforcement, notifying)).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_UNSUPPORTED",
        message:
          "the container's seccomp profile has SCMP_ACT_NOTIFY: it cannot be supervised by --supervise enforce",
      }),
    );
  });
});
