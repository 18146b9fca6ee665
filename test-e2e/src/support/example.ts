import { join } from "node:path";
import { workspaceFolder } from "@sallyport/testkit";

/** The words that run a program of `examples` with a state directory. */
export function example(path: string, root: string, ...args: readonly string[]): string[] {
  return [process.execPath, join(workspaceFolder(), "examples", path), "--root", root, ...args];
}
