import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspaceFolder } from "@sallyport/testkit";
import { expect } from "vitest";
import { fromJSONSchema } from "zod";

const published = JSON.parse(readFileSync(join(workspaceFolder(), "docs/report.schema.json"), "utf8"));
const schema = fromJSONSchema(published);

/** A report that is as the published schema says, and has no field that it does not tell of. */
export function readReport(text: string): Record<string, unknown> {
  expect(text).toMatch(/^\{.*\}\n$/);
  const report = JSON.parse(text);
  schema.parse(report);
  expect(Object.keys(published.properties)).toEqual(expect.arrayContaining(Object.keys(report)));
  expect(Object.keys(published.properties.bytes.properties)).toEqual(
    expect.arrayContaining(Object.keys(report.bytes ?? {})),
  );
  expect(Date.parse(report.endTime)).toBeGreaterThanOrEqual(Date.parse(report.startTime));
  return report;
}
