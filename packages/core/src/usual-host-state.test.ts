import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changed } from "../test/changed.ts";
import { parseCrunStatus, parseHostConfiguration, parseRuncState } from "./schemas/parse-host-state.ts";
import { readUsualCrunStatus, readUsualHostConfiguration, readUsualRuncState } from "./usual-host-state.ts";

type Read = (value: unknown) => unknown;

/** A file that a real runtime wrote, and both ways to read it. */
const files: readonly (readonly [name: string, quick: Read, bySchema: Read])[] = [
  ["runc-1.1.5.state.json", readUsualRuncState, parseRuncState],
  ["crun-1.8.1.status.json", readUsualCrunStatus, parseCrunStatus],
  ["oci-config.json", readUsualHostConfiguration, parseHostConfiguration],
];

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8"));
}

function orUndefined(read: Read): Read {
  return (value) => {
    try {
      return read(value);
    } catch {
      return undefined;
    }
  };
}

const replacement = fc.oneof(
  fc.constantFrom(null, undefined, "", "a", 0, -1, 1.5, 2 ** 31, 2 ** 53, 2 ** 65, true, [], {}, [1], ["a"]),
  fc.jsonValue(),
);
const path = fc.array(fc.nat(40), { maxLength: 6 });

describe("the quick way to read the files of runc and crun", () => {
  it.each(files)("reads %s as the schema does", (name, quick, bySchema) => {
    const value = fixture(name);
    const read = quick(value);
    expect(read).toBeDefined();
    expect(read).toEqual(bySchema(value));
  });

  it.each(files)(
    "reads exactly what the schema accepts of %s, and makes the same of it",
    (name, quick, bySchema) => {
      const original = fixture(name);
      const reference = orUndefined(bySchema);
      fc.assert(
        fc.property(path, replacement, (where, instead) => {
          const value = changed(original, where, instead);
          expect(quick(value)).toEqual(reference(value));
        }),
        { numRuns: 700 },
      );
    },
  );

  it("tells what of a state file is wrong", () => {
    expect(() => parseRuncState({ id: "web", init_process_pid: "x" })).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_INVALID_STATE",
        message: 'init_process_pid "x" must be an integer from 0 to 2147483647',
      }),
    );
  });
});
