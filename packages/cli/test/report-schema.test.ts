import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { errorCodes } from "@sallyport/core";
import { describe, expect, it } from "vitest";

const docs = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url)), "utf8");

describe("the documentation of the report", () => {
  const { properties } = JSON.parse(docs("report.schema.json"));
  const text = docs("report.md");

  it("has every reason that there is", () => {
    const failures = Object.values(errorCodes).map(({ reason }) => reason);
    expect(new Set(properties.reason.enum)).toEqual(
      new Set(["exited", "signaled", "timeout", "detached", ...failures]),
    );
  });

  it.each<string>([...Object.keys(properties), ...properties.reason.enum])("explains %s", (name) => {
    expect(text).toMatch(new RegExp(`^\\| [^|]*\`${name}\`[^|]* \\|`, "m"));
  });

  it("has an example of it", () => {
    const example = JSON.parse(/```json\n([^]*?)```/.exec(text)?.[1] ?? "");
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(example)));
  });
});
