import { describe, expect, it } from "vitest";
import { cliManifest, platformManifest, type SourceManifest } from "./manifests.ts";

const published: SourceManifest = {
  name: "@sallyport/cli",
  version: "1.2.3",
  description: "what it is",
  license: "Apache-2.0",
  repository: { type: "git" },
  bin: { sallyport: "./bin/sallyport" },
  type: "module",
  exports: { "./package.json": "./package.json" },
  engines: { node: ">=20" },
};

const source = {
  ...published,
  private: true,
  scripts: { postinstall: "exit 1" },
  dependencies: { commander: "1.0.0" },
  devDependencies: { typescript: "7.0.0" },
};

describe("the published manifest", () => {
  it("of the program needs nothing, and has its platforms of the same version", () => {
    expect(cliManifest(source, ["man/sallyport.1"])).toEqual({
      ...published,
      man: ["./man/sallyport.1"],
      files: ["bin", "dist", "man", "config.schema.json", "LICENSE-THIRD-PARTY"],
      optionalDependencies: { "@sallyport/cli-linux-x64": "1.2.3", "@sallyport/cli-linux-arm64": "1.2.3" },
    });
  });

  it("of a platform is for that platform, and runs nothing when it is installed", () => {
    const manifest = platformManifest(source, "arm64");
    expect(manifest).toMatchObject({
      name: "@sallyport/cli-linux-arm64",
      version: "1.2.3",
      os: ["linux"],
      cpu: ["arm64"],
    });
    expect(manifest).not.toHaveProperty("scripts");
  });
});
