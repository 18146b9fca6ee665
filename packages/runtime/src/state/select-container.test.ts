import { isSallyportError } from "@sallyport/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectContainer } from "./select-container.ts";

const anyId = fc.stringMatching(/^[\w+.-]{1,6}$/);
const anyIds = fc.uniqueArray(anyId, { minLength: 1, maxLength: 8 });

describe("the container that an id means", () => {
  it.each([
    ["web", ["web"], "web"],
    ["we", ["web", "db"], "web"],
    ["web", ["web2", "web", "web3"], "web"],
    ["web2", ["web", "web2"], "web2"],
    ["a+b.c-d_", ["a+b.c-d_e"], "a+b.c-d_e"],
  ])("%j of %j is %j", (id, known, expected) => {
    expect(selectContainer(id, known)).toBe(expected);
  });

  it.each([
    ["x"],
    [""],
    ["w*"],
    ["?eb"],
    ["[w]eb"],
    ["web*"],
    ["we\\b"],
    ["eb"],
    ["WEB"],
    ["webb"],
    ["../web"],
  ])("%j is none of web and db", (id) => {
    expect(() => selectContainer(id, ["web", "db"])).toThrow(
      expect.objectContaining({ code: "SALLYPORT_NOT_FOUND", details: { containerId: id } }),
    );
  });

  it("cannot be told when several ids begin so, and the message names them in order", () => {
    expect(() => selectContainer("we", ["web2", "db", "web1"])).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_AMBIGUOUS",
        message: 'id "we" is ambiguous and could refer to multiple containers: web1, web2',
        details: { containerId: "we", candidates: ["web1", "web2"] },
      }),
    );
  });

  it("is the one with exactly that id, whatever else there is", () => {
    fc.assert(
      fc.property(anyIds, fc.nat(), (ids, at) => {
        const id = ids[at % ids.length] ?? "";
        expect(selectContainer(id, ids)).toBe(id);
      }),
    );
  });

  it("is the only one that begins so, or an error tells", () => {
    fc.assert(
      fc.property(anyIds, fc.oneof(anyId, fc.string()), (ids, asked) => {
        const begin = asked === "" ? [] : ids.filter((id) => id.startsWith(asked));
        const [only = "SALLYPORT_NOT_FOUND"] = begin;
        const otherwise = begin.length > 1 ? "SALLYPORT_AMBIGUOUS" : only;
        expect(outcomeOf(asked, ids)).toBe(ids.includes(asked) ? asked : otherwise);
      }),
    );
  });
});

/** The id that is selected, or the code of the error. */
function outcomeOf(asked: string, ids: readonly string[]): string {
  try {
    return selectContainer(asked, ids);
  } catch (error) {
    if (isSallyportError(error)) return error.code;
    throw error;
  }
}
