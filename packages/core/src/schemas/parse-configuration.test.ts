import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrownBy } from "../../test/thrown-by.ts";
import { configurationJsonSchema, parseConfiguration } from "./parse-configuration.ts";

const complete = {
  $schema: "config.schema.json",
  root: "/run/runsc",
  transport: "lab",
  compat: "20240729",
  netRaw: true,
  detachKeys: "ctrl-x",
  detachTimeout: "1m",
  drainTimeout: "0s",
  orphan: false,
  transports: {
    lab: { package: "@acme/transport-ssh", options: { host: "lab1", ports: [22] } },
    bare: {},
  },
};

describe("a configuration file", () => {
  it("may say everything, or nothing", () => {
    expect(parseConfiguration(complete)).toEqual(complete);
    expect(parseConfiguration({})).toEqual({});
  });

  it.each<[unknown, string]>([
    [[], "the configuration [] must be an object"],
    [null, "the configuration null must be an object"],
    [{ root: 7 }, "root 7 must be a string"],
    [{ rot: "/x" }, 'rot "/x" must be left out: there is no such key'],
    [{ compat: "2024" }, 'compat "2024" must be one of newest, 20240729, 20221219'],
    [{ orphan: "yes" }, 'orphan "yes" must be a boolean'],
    [{ transports: [] }, "transports [] must be an object"],
    [{ transports: { lab: "ssh" } }, 'transports.lab "ssh" must be an object'],
    [{ transports: { lab: { package: null } } }, "transports.lab.package null must be a string"],
    [{ transports: { lab: { options: [1] } } }, "transports.lab.options (an array) must be an object"],
    [
      { transports: { "a b": { module: 1 } } },
      'transports["a b"].module 1 must be left out: there is no such key',
    ],
  ])("is refused with the path of the fault: %j", (value, message) => {
    expect(thrownBy(() => parseConfiguration(value))).toMatchObject({
      code: "SALLYPORT_INVALID_CONFIGURATION",
      message,
    });
  });

  it("is one, or is refused by an error of ours, whatever it holds", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const thrown = thrownBy(() => expect(parseConfiguration(value)).toEqual(value));
        const invalid = expect.objectContaining({ code: "SALLYPORT_INVALID_CONFIGURATION" });
        expect(thrown).toBeOneOf([undefined, invalid]);
      }),
    );
  });

  it("has a schema for editors: `sallyport config --schema > packages/cli/config.schema.json`", () => {
    const published: unknown = JSON.parse(
      readFileSync(new URL("../../../cli/config.schema.json", import.meta.url), "utf8"),
    );
    expect(published).toEqual(configurationJsonSchema());
  });
});
