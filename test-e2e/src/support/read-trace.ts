import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspaceFolder } from "@sallyport/testkit";
import { fromJSONSchema } from "zod";

const published = JSON.parse(readFileSync(join(workspaceFolder(), "docs/trace.schema.json"), "utf8"));
const schema = fromJSONSchema(published);

/** The events of a trace, each as the published schema says. */
export function readTrace(file: string): Record<string, unknown>[] {
  const lines = readFileSync(file, "utf8").split("\n");
  if (lines.pop() !== "") throw new Error(`${file} does not end with a line end`);
  return lines.map((line) => {
    const event = JSON.parse(line);
    schema.parse(event);
    return event;
  });
}
