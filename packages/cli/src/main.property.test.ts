import { allFlags, flagNames, globalFlags } from "@sallyport/flags";
import { createFakeHost } from "@sallyport/host/fake";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runCli } from "../test/run-cli.ts";
import { stateFile } from "../test/sandbox.ts";
import { commandCatalogue } from "./command-catalogue.ts";

const commands = [...Object.keys(commandCatalogue), "help"];
const loaded = await Promise.all(Object.values(commandCatalogue).map((entry) => entry.load()));
const tables = [globalFlags, ...loaded.map((command) => command.flags("newest"))];
const names = [...new Set(tables.flatMap(allFlags).flatMap(flagNames))];

const flag = fc
  .tuple(
    fc.constantFrom("-", "--", "---"),
    fc.constantFrom(...names),
    fc.constantFrom("", "=", "=1", "=true", "=x,y:z"),
  )
  .map((parts) => parts.join(""));
const word = fc.oneof(
  { weight: 3, arbitrary: flag },
  { weight: 2, arbitrary: fc.constantFrom(...commands) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "web",
      "w",
      "db",
      "true",
      "-",
      "--",
      "-1",
      "0",
      "4294967296",
      "CAP_KILL",
      "A=1",
    ),
  },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);

async function check(argv: readonly string[]): Promise<void> {
  const host = createFakeHost({ argv: ["sallyport", ...argv], files: stateFile("web"), clock: "automatic" });
  const { exitStatus, stderr } = await runCli(host);
  expect(Math.min(Math.max(Math.trunc(exitStatus), 0), 255)).toBe(exitStatus);
  const isSilentFailure = exitStatus !== 0 && stderr === "";
  expect(isSilentFailure).toBe(false);
  expect(stderr).not.toContain("internal error");
  expect(stderr.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
}

describe("any command line", () => {
  it("gives an exit status, and an error text with any but 0", async () => {
    await fc.assert(fc.asyncProperty(fc.array(word, { maxLength: 8 }), check), { numRuns: 500 });
  });

  it("does so beside a container", async () => {
    const beside = fc
      .tuple(fc.constantFrom(...commands), fc.array(word, { maxLength: 6 }))
      .map(([command, words]) => ["--root", "/run/state", command, ...words]);
    await fc.assert(fc.asyncProperty(beside, check), { numRuns: 500 });
  });
});
