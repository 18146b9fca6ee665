import { describe, expect, it } from "vitest";
import { checkImport } from "./check-import.ts";
import { ruleOf } from "./layer-rules.ts";

function check(name: string, path: string, specifier: string, typesOnly = false): string | undefined {
  const rule = ruleOf(name) ?? { imports: [] };
  const dependencies = new Set([
    "@sallyport/core",
    "@sallyport/host",
    "@sallyport/runtime",
    "zod",
    "commander",
  ]);
  return checkImport({ path, package: name, rule, dependencies }, { specifier, typesOnly, line: 1 });
}

describe("the layers", () => {
  it.each([
    ["flags", "src/a.ts", "@sallyport/core"],
    ["core", "src/a.ts", "zod/mini"],
    ["core", "src/a.ts", "./b.ts"],
    ["core", "src/schemas/a.ts", "../b.ts"],
    ["cli", "src/main.ts", "commander"],
    ["cli", "src/node/main.ts", "node:process"],
    ["cli", "src/node/main.ts", "@sallyport/host/node"],
    ["cli", "src/node/main.ts", "../main.ts"],
    ["host", "src/node/a.ts", "node:module"],
    ["testkit", "src/a.ts", "node:fs"],
    ["testkit", "src/a.ts", "@sallyport/host/node"],
    ["transport-mock", "src/a.ts", "@sallyport/host"],
  ])("let %s/%s import %s", (name, path, specifier) => {
    expect(check(name, path, specifier)).toBeUndefined();
  });

  it.each([
    ["core", "src/a.ts", "@sallyport/host", "core may not import host"],
    ["flags", "src/a.ts", "zod/mini", "flags may not import zod/mini"],
    ["core", "src/a.ts", "zod", "core may not import zod"],
    ["runtime", "src/a.ts", "@sallyport/cli", "runtime may not import cli"],
    ["runtime", "src/a.ts", "@sallyport/testkit", "runtime may not import testkit"],
    ["transport-socket", "src/a.ts", "@sallyport/runtime", "transport-socket may not import runtime"],
    ["transport", "src/a.ts", "@sallyport/host", "transport may import types only from host"],
    ["core", "src/a.ts", "node:fs", "node:fs may be imported by Node code only"],
    ["cli", "src/a.ts", "fs/promises", "fs/promises may be imported by Node code only"],
    ["cli", "src/a.ts", "@sallyport/host/node", "@sallyport/host/node may be imported by Node code only"],
    ["host", "src/a.ts", "./node/b.ts", "./node/b.ts is Node code, and this file is not"],
    ["core", "src/a.ts", "../../host/src/index.ts", "../../host/src/index.ts is outside of the package"],
    ["cli", "src/a.ts", "@sallyport/flags", "@sallyport/flags is not in the package's dependencies"],
    ["cli", "src/a.ts", "tsyringe", "tsyringe is not in the package's dependencies"],
  ])("do not let %s/%s import %s", (name, path, specifier, reason) => {
    expect(check(name, path, specifier)).toBe(reason);
  });

  it("let transport take types from host", () => {
    expect(check("transport", "src/a.ts", "@sallyport/host", true)).toBeUndefined();
  });

  it.each([
    ["transport-socket", ["core", "host", "transport"]],
    ["transport-elsewhere", ["core", "host", "transport", "helper", "console"]],
    ["unheard-of", undefined],
  ])("have for %s the imports %j", (name, imports) => {
    expect(ruleOf(name)?.imports).toEqual(imports);
  });
});
