import { isCi } from "@sallyport/testkit";
import type { TestProject } from "vitest/node";
import { installQuickJs } from "../src/install-quickjs.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of QuickJS's sources; undefined where they cannot be had, which in CI is a failure. */
    quickjs: string | undefined;
  }
}

const say = (line: string) => void process.stderr.write(`${line}\n`);

export async function setup(project: TestProject): Promise<void> {
  try {
    project.provide("quickjs", await installQuickJs(say));
  } catch (error) {
    if (isCi()) throw error;
    say(`QuickJS COULD NOT BE BUILT HERE: ${error instanceof Error ? error.message : String(error)}`);
    project.provide("quickjs", undefined);
  }
}
