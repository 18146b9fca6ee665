import { describe, expect, it } from "vitest";
import { dependencyFolders } from "./bundled-licenses.ts";

describe("the folders of dependencies", () => {
  it("are named once, without what is our own", () => {
    const files = [
      "packages/core/src/index.ts",
      "node_modules/zod/v4/mini/index.js",
      "node_modules/zod/v4/core/util.js",
      "node_modules/.pnpm/@a+b@1.0.0/node_modules/@a/b/index.js",
    ];
    expect(dependencyFolders(files)).toEqual([
      "node_modules/.pnpm/@a+b@1.0.0/node_modules/@a/b",
      "node_modules/zod",
    ]);
  });
});
