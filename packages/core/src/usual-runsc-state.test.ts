import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changed } from "../test/changed.ts";
import { parseRunscState } from "./schemas/parse-runsc-state.ts";
import { readUsualRunscState } from "./usual-runsc-state.ts";

const origin = { file: "/run/runsc/web_sandbox:web.state", stateDirectory: "/run/runsc" };
const releases = ["20240729", "20221219"];

function fixture(release: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../fixtures/runsc-${release}.state.json`, import.meta.url), "utf8"),
  );
}

function bySchema(value: unknown) {
  try {
    return parseRunscState(value, origin);
  } catch {
    return undefined;
  }
}

describe("the quick way to read a state file", () => {
  it.each(releases)("reads what %s writes as the schema does", (release) => {
    const value = fixture(release);
    const read = readUsualRunscState(value, origin);
    expect(read).toBeDefined();
    expect(read).toEqual(parseRunscState(value, origin));
  });

  it("reads exactly what the schema accepts, and makes the same of it", () => {
    const replacement = fc.oneof(
      fc.constantFrom(
        null,
        undefined,
        "",
        "running",
        "no id",
        0,
        -1,
        1.5,
        2 ** 31,
        2 ** 32,
        true,
        [],
        {},
        [1],
        ["a"],
      ),
      fc.jsonValue(),
    );
    const path = fc.array(fc.nat(40), { maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...releases.map(fixture)), path, replacement, (value, where, instead) => {
        const state = changed(value, where, instead);
        expect(readUsualRunscState(state, origin)).toEqual(bySchema(state));
      }),
      { numRuns: 2000 },
    );
  });
});
