import { describe, expect, it } from "vitest";
import { describePackage } from "./public-packages.ts";

describe("a package that is published", () => {
  it("is packed under its name and version", () => {
    const { tarball } = describePackage({ name: "@sallyport/core", version: "1.2.3" });
    expect(tarball).toBe("sallyport-core-1.2.3.tgz");
  });

  it("has no types for native code", () => {
    const exports = { ".": { default: "./dist/index.js" }, "./addon": "./build/addon.node" };
    const { nativeEntryPoints } = describePackage({ name: "x", version: "1.0.0", exports });
    expect(nativeEntryPoints).toEqual(["./addon"]);
  });
});
