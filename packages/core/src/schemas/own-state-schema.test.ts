import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrownBy } from "../../test/thrown-by.ts";
import { isSallyportError } from "../sallyport-error.ts";
import { readUsualOwnState } from "../usual-own-state.ts";
import { parseOwnState } from "./own-state-schema.ts";

const state = {
  version: 1,
  id: "web",
  pid: 42,
  startTime: 1000,
  bundle: "/bundles/web",
  created: "2026-01-02T03:04:05Z",
  cgroups: [{ version: 2, controllers: [], path: "/sys/fs/cgroup/web" }],
};

describe("the state file of a container of our own", () => {
  it("is read as it was written", () => {
    expect(parseOwnState(state)).toEqual(state);
    expect(readUsualOwnState(state)).toEqual(state);
  });

  it.each<[string, object, string]>([
    ["another version", { version: 2 }, "version 2 must be 1: the file is of another version of sallyport"],
    ["an id that is none", { id: "../x" }, 'id "../x" must be a container id'],
    ["no process", { pid: undefined }, "pid is missing"],
    ["a relative cgroup", { cgroups: [{ version: 1, controllers: [], path: "x" }] }, 'cgroups[0].path "x"'],
  ])("is refused for %s", (_, change, message) => {
    const changed = { ...state, ...change };
    expect(readUsualOwnState(changed)).toBeUndefined();
    const error = thrownBy(() => parseOwnState(changed));
    expect(error).toMatchObject({ code: "SALLYPORT_INVALID_STATE" });
    expect(String(error)).toContain(message);
  });

  it("is the same with a schema and without, where nothing is wrong with it", () => {
    const changes = fc.dictionary(fc.constantFrom(...Object.keys(state)), fc.jsonValue());
    fc.assert(
      fc.property(changes, (change) => {
        const changed = { ...state, ...change };
        const usual = readUsualOwnState(changed);
        const error = thrownBy(() => expect(parseOwnState(changed)).toEqual(usual));
        expect(usual === undefined ? isSallyportError(error) : error === undefined).toBe(true);
      }),
    );
  });
});
