import { describe, expect, it } from "vitest";
import { completeExample } from "./complete-example.ts";

const exported = new Set(["openSandbox", "ExecError"]);
const complete = (code: string): string => completeExample(code, exported);

describe("an example", () => {
  it("gets what it uses and does not import, in one line", () => {
    expect(complete("await openSandbox(id);")).toBe(
      'import { openSandbox } from "sallyport"; export {};\nawait openSandbox(id);',
    );
    expect(complete("await box.run([]);")).toBe(
      'declare const box: import("sallyport").Sandbox; export {};\nawait box.run([]);',
    );
  });

  it.each([
    'import { openSandbox } from "sallyport";\nawait openSandbox(id);',
    "const openSandbox = 1; use(openSandbox);",
    'use("openSandbox", it.openSandbox);',
    "await using box = open(); box.run([]);",
  ])("is left alone that has it: %j", (code) => {
    expect(complete(code)).toBe(`export {};\n${code}`);
  });
});
