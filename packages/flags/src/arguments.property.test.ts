import { isSallyportError } from "@sallyport/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalArguments } from "./canonical-arguments.ts";
import type { FlagReading, FlagsRead } from "./flag-reading.ts";
import { allFlags, type FlagDefinitions, flagNames, type FlagTable } from "./flag-table.ts";
import { readFlags } from "./read-flags.ts";
import { execFlags } from "./tables/exec-flags.ts";
import { globalFlags } from "./tables/global-flags.ts";
import { killFlags } from "./tables/kill-flags.ts";

const tables: [string, FlagTable][] = [
  ["exec", execFlags({ splitLists: false })],
  ["exec with split lists", execFlags({ splitLists: true })],
  ["kill", killFlags],
  ["global", globalFlags],
];

const plausible = [
  "",
  "-",
  "--",
  "true",
  "0",
  "F",
  "-1",
  "-dt",
  "-tdu",
  "-it=F",
  "1:2",
  "3,4:5",
  "A=1,B=2",
  "15s",
  "none",
  "json",
];

function argumentsFor(table: FlagTable): fc.Arbitrary<string[]> {
  const name = fc.constantFrom(...allFlags(table).flatMap(flagNames));
  const value = fc.oneof(
    fc.constantFrom(...plausible),
    fc.integer().map(String),
    fc.string({ unit: "binary" }),
  );
  const flag = fc
    .tuple(fc.constantFrom("-", "--"), name, fc.option(value, { nil: undefined }))
    .map(([dashes, known, text]) => `${dashes}${known}${text === undefined ? "" : `=${text}`}`);
  return fc.array(fc.oneof({ weight: 4, arbitrary: flag }, value), { maxLength: 12 });
}

function attempt(args: readonly string[], table: FlagTable): FlagReading<FlagDefinitions> | { code: string } {
  try {
    return readFlags(args, table);
  } catch (error) {
    if (!isSallyportError(error)) throw error;
    return { code: error.code };
  }
}

function isRead(reading: ReturnType<typeof attempt>): reading is FlagsRead<FlagDefinitions> {
  return "kind" in reading && reading.kind === "flags";
}

/** What the reader is the inverse of. */
function wordsOf({ occurrences, terminated, rest }: FlagsRead<FlagDefinitions>): string[] {
  return [...occurrences.flatMap(({ words }) => words), ...(terminated ? ["--"] : []), ...rest];
}

describe.each(tables)("arbitrary arguments of %s", (_, table) => {
  it("are read, refused with the right code, or ask for help", () => {
    const usageCode = table.scope === "global" ? "SALLYPORT_GLOBAL_USAGE" : "SALLYPORT_USAGE";
    fc.assert(
      fc.property(fc.oneof(argumentsFor(table), fc.array(fc.string())), (args) => {
        const reading = attempt(args, table);
        expect(["flags", "help", usageCode]).toContain("kind" in reading ? reading.kind : reading.code);
      }),
    );
  });

  it("lose no word", () => {
    const read = argumentsFor(table).filter((args) => isRead(attempt(args, table)));
    fc.assert(
      fc.property(read, (args) => {
        const reading = attempt(args, table);
        expect(isRead(reading) && wordsOf(reading)).toEqual(args);
      }),
    );
  });

  it("mean the same in canonical form", () => {
    const read = argumentsFor(table).map((args) => attempt(args, table));
    fc.assert(
      fc.property(read.filter(isRead), (reading) => {
        expect(attempt(canonicalArguments(reading), table)).toMatchObject({
          values: reading.values,
          rest: reading.rest,
          terminated: true,
        });
      }),
    );
  });
});
