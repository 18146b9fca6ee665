import { execRules } from "@sallyport/core";
import { execFlags, readFlags } from "@sallyport/flags";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { execCommand } from "./commands/exec.ts";
import { createProgram, dispatch } from "./program.ts";

const table = execFlags(execRules.newest);
const values = fc.string({ unit: "binary" });
const flag = fc.oneof(
  values.map((text) => `--cwd=${text}`),
  values.map((text) => `--env=${text}`),
  fc.constantFrom("-d", "--tty=false", "--no-new-privs", "-u=1:2", "--pass-fd=5:7"),
);

/** The words that a command gets when commander has gone over its arguments. */
async function dispatched(args: readonly string[]): Promise<readonly string[]> {
  const read = readFlags(args, table);
  if (read.kind === "help") throw new Error("help was asked for");
  const seen: (readonly string[])[] = [];
  const result = await dispatch(execCommand, read, async (words) => {
    seen.push(words);
    return { exitStatus: 7 };
  });
  expect(result).toEqual({ exitStatus: 7 });
  expect(seen).toHaveLength(1);
  return seen[0] ?? [];
}

describe("the way through commander", () => {
  it("leaves the words behind the flags as they are", async () => {
    const words = fc.array(fc.oneof(values, flag, fc.constantFrom("--", "-", "--help", "-x", "help")));
    await fc.assert(
      fc.asyncProperty(fc.array(flag), words, async (flags, rest) => {
        expect(await dispatched([...flags, "--", ...rest])).toEqual(rest);
      }),
    );
  });

  it("passes a failure of the command on", async () => {
    const read = readFlags(["web"], table);
    const failing = dispatch(execCommand, read as Parameters<typeof dispatch>[1], () =>
      Promise.reject(new Error("failed")),
    );
    await expect(failing).rejects.toThrow("failed");
  });
});

describe("the program", () => {
  it("has no help of commander's own: the flag reader knows when it is asked for", () => {
    expect(createProgram().commands.map((command) => command.name())).not.toContain("help");
  });
});
