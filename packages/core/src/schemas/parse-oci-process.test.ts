import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrownBy } from "../../test/thrown-by.ts";
import { isSallyportError } from "../sallyport-error.ts";
import { parseOciProcess } from "./parse-oci-process.ts";

const id = "an integer from 0 to 4294967295";

describe("OCI process", () => {
  it("reads the fields of an exec and ignores the others", () => {
    const process = {
      terminal: true,
      consoleSize: { height: 24, width: 80 },
      user: { uid: 1000, gid: 4294967295, additionalGids: [3, 4] },
      args: ["sh"],
      env: ["A=1"],
      cwd: "/",
      capabilities: { bounding: ["CAP_CHOWN"], ambient: [] },
      noNewPrivileges: true,
    };
    const extra = { username: 7, commandLine: "x" };
    const read = parseOciProcess({ ...process, ...extra, user: { ...process.user, username: "bob" } });
    expect(read).toEqual(process);
  });

  it("takes null for missing, and tells an empty list from a missing one", () => {
    const process = parseOciProcess({ args: null, env: [], user: null, capabilities: { inheritable: null } });
    expect(process.args).toBeUndefined();
    expect(process.env).toEqual([]);
    expect(process.capabilities?.inheritable).toBeUndefined();
  });

  it.each([
    [7, "process 7 must be an object"],
    [[], "process [] must be an object"],
    [{ args: "sh" }, 'process.args "sh" must be an array of strings'],
    [{ args: { a: "secret" } }, "process.args (an object) must be an array of strings"],
    [{ args: ["sh", 7] }, "process.args[1] 7 must be a string"],
    [{ args: ["sh", null] }, "process.args[1] null must be a string"],
    [{ cwd: false }, "process.cwd false must be a string"],
    [{ terminal: "\u001b[31m" }, String.raw`process.terminal "\x1b[31m" must be a boolean`],
    [{ terminal: "x".repeat(1000) }, `process.terminal "${"x".repeat(60)}..." must be a boolean`],
    [{ user: { uid: -1 } }, `process.user.uid -1 must be ${id}`],
    [{ user: { gid: 4294967296 } }, `process.user.gid 4294967296 must be ${id}`],
    [{ user: { additionalGids: [1, "2"] } }, `process.user.additionalGids[1] "2" must be ${id}`],
    [{ consoleSize: { height: 1 } }, `process.consoleSize.width is missing: it must be ${id}`],
    [{ capabilities: { bounding: [["x"]] } }, "process.capabilities.bounding[0] (an array) must be a string"],
  ])("refuses %j", (value, message) => {
    expect(() => parseOciProcess(value)).toThrow(
      expect.objectContaining({ code: "SALLYPORT_INVALID_PROCESS", message }),
    );
  });

  it("puts the label in front of the message", () => {
    expect(() => parseOciProcess({ cwd: 1 }, "/tmp/p.json")).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_INVALID_PROCESS",
        message: "/tmp/p.json: process.cwd 1 must be a string",
        details: { field: "process.cwd" },
      }),
    );
  });

  it("throws nothing but its own error for any JSON in any field", () => {
    const keys = ["terminal", "consoleSize", "user", "args", "env", "cwd", "capabilities", "__proto__"];
    const values = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue());
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), values), (value) => {
        const error = thrownBy(() => parseOciProcess(JSON.parse(JSON.stringify(value))));
        expect(error === undefined || isSallyportError(error)).toBe(true);
      }),
    );
  });
});
