import { isSallyportError } from "@sallyport/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTransportManifest } from "./transport-manifest.ts";

const manifest = {
  api: "1.0",
  id: "local-shell2",
  summary: "commands on this machine",
  module: "./dist/index.js",
  capabilities: { tty: "emulated", passFds: true },
};

describe("a transport's manifest", () => {
  it("is read", () => {
    expect(parseTransportManifest(manifest)).toEqual(manifest);
  });

  it.each<[unknown, string]>([
    ["x", 'sallyport.transport "x" must be an object'],
    [{ ...manifest, api: undefined }, "sallyport.transport.api is missing: it must be a string"],
    [{ ...manifest, api: 1 }, "sallyport.transport.api 1 must be a string"],
    [{ ...manifest, api: "1" }, 'sallyport.transport.api "1" is no version of the form "1.0"'],
    [
      { ...manifest, api: "1.9", later: true },
      'sallyport.transport.api "1.9" is newer than 1.0, which this sallyport has',
    ],
    [{ ...manifest, api: "0.9" }, 'sallyport.transport.api "0.9" is too old: this sallyport has 1.0'],
    [{ ...manifest, Id: "x" }, 'sallyport.transport.Id "x" must be left out: there is no such key'],
    [
      { ...manifest, id: "Local_Shell" },
      'sallyport.transport.id "Local_Shell" must be a name of small letters, digits and single hyphens',
    ],
    [{ ...manifest, summary: "" }, 'sallyport.transport.summary "" must be one line'],
    [
      { ...manifest, module: "dist/index.js" },
      'sallyport.transport.module "dist/index.js" must be a path in the package that begins with "./"',
    ],
    [{ ...manifest, module: "./../x.js" }, 'module "./../x.js" must be a path in the package'],
    [
      { ...manifest, capabilities: undefined },
      "sallyport.transport.capabilities is missing: it must be an object",
    ],
    [
      { ...manifest, capabilities: { tty: true } },
      "sallyport.transport.capabilities.tty true must be none or emulated or native",
    ],
    [
      { ...manifest, capabilities: { teleport: true } },
      "sallyport.transport.capabilities.teleport true must be left out: there is no such capability",
    ],
  ])("is refused with the path of the fault: %j", (value, message) => {
    expect(() => parseTransportManifest(value)).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_INVALID_TRANSPORT",
        message: expect.stringContaining(message),
      }),
    );
  });

  it("is one, or is refused by an error of ours, whatever it holds", () => {
    const almost = fc.record(
      {
        api: fc.constantFrom("1.0", "2.0", 1),
        id: fc.oneof(fc.constant("lab"), fc.string()),
        summary: fc.string(),
        module: fc.oneof(fc.constant("./x.js"), fc.string()),
        capabilities: fc.dictionary(fc.constantFrom("tty", "signals", "list", "x"), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), almost), (value) => {
        expect(outcomeOf(() => parseTransportManifest(value))).toBeOneOf([
          value,
          "SALLYPORT_INVALID_TRANSPORT",
        ]);
      }),
    );
  });
});

/** What it gives, or the code of the error that it throws. */
function outcomeOf(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    if (isSallyportError(error)) return error.code;
    throw error;
  }
}
