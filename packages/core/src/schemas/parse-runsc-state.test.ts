import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrownBy } from "../../test/thrown-by.ts";
import { isSallyportError } from "../sallyport-error.ts";
import { parseRunscState } from "./parse-runsc-state.ts";

const origin = { file: "/run/runsc/web_sandbox:web.state", stateDirectory: "/run/runsc" };

function fixture(release: string): Record<string, unknown> {
  const file = new URL(`../../fixtures/runsc-${release}.state.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

const minimal = { id: "web", status: "running", sandbox: { id: "pod", pid: 7 } };

describe("runsc state", () => {
  it("reads what 20240729 writes", () => {
    const { process, ...record } = parseRunscState(fixture("20240729"), origin);
    expect(record).toEqual({
      kind: "runsc",
      id: "web",
      status: "running",
      annotations: { "io.kubernetes.cri.container-type": "sandbox" },
      bundle: "/srv/bundle",
      createdAt: "2026-11-23T21:30:07.123456789Z",
      owner: "root",
      stateDirectory: "/run/runsc",
      sandbox: {
        id: "web",
        pid: 15223,
        uid: 0,
        gid: 0,
        startTime: "2026-11-23T21:30:07.2Z",
        controlAddress: "/var/run/runsc/runsc-web.sock",
        version: "0.0~20240729.0",
        platform: "systrap",
      },
    });
    expect(process).toMatchObject({
      user: { uid: 0, gid: 0 },
      cwd: "/tmp",
      capabilities: { inheritable: ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"] },
    });
    expect(process).not.toHaveProperty("rlimits");
  });

  it("reads what 20221219 writes: no address, version or start time", () => {
    expect(parseRunscState(fixture("20221219"), origin).sandbox).toEqual({
      id: "old",
      pid: 4321,
      uid: 65534,
      gid: 65534,
      startTime: undefined,
      controlAddress: undefined,
      version: undefined,
      platform: undefined,
    });
  });

  it.each([
    [{}, undefined],
    [{ control_address: "\0runsc-sandbox.web" }, "\0runsc-sandbox.web"],
    [{ control_address: "/run/runsc/runsc-web.sock" }, "/run/runsc/runsc-web.sock"],
    [{ controlSocketPath: "/run/a.sock", control_address: "/run/b.sock" }, "/run/a.sock"],
    [{ controlSocketPath: "", control_address: "" }, undefined],
  ])("finds the address in %j", (keys, address) => {
    const state = { ...minimal, sandbox: { ...minimal.sandbox, ...keys } };
    expect(parseRunscState(state, origin).sandbox?.controlAddress).toBe(address);
  });

  it("reads a container whose sandbox was destroyed, and one without a process", () => {
    const record = parseRunscState({ id: "web", status: "stopped", spec: null, sandbox: null }, origin);
    expect(record).toMatchObject({ status: "stopped", process: {}, annotations: {} });
    expect(record.sandbox).toBeUndefined();
  });

  const pid = "an integer from 0 to 2147483647";
  it.each([
    [null, "state null must be an object"],
    [{ ...minimal, id: undefined }, "id is missing: it must be a container id"],
    [{ ...minimal, id: "a/b" }, 'id "a/b" must be a container id'],
    [{ ...minimal, id: "" }, 'id "" must be a container id'],
    [{ ...minimal, status: 2 }, "status 2 must be one of creating, created, running, paused, stopped"],
    [{ ...minimal, sandbox: { id: "pod" } }, `sandbox.pid is missing: it must be ${pid}`],
    [{ ...minimal, sandbox: { id: "pod", pid: -1 } }, `sandbox.pid -1 must be ${pid}`],
    [{ ...minimal, sandbox: { id: "../x", pid: 1 } }, 'sandbox.id "../x" must be a container id'],
    [
      { ...minimal, spec: { annotations: { "a.b\n": 1 } } },
      String.raw`spec.annotations["a.b\n"] 1 must be a string`,
    ],
    [{ ...minimal, spec: { process: { args: [1] } } }, "spec.process.args[0] 1 must be a string"],
  ])("refuses %j", (value, message) => {
    expect(() => parseRunscState(value, origin)).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_INVALID_STATE",
        message,
        details: expect.objectContaining({ file: origin.file }),
      }),
    );
  });

  it("keeps annotations with the names of object members", () => {
    const state = JSON.parse('{"id":"a","status":"running","spec":{"annotations":{"constructor":"x"}}}');
    expect(parseRunscState(state, origin).annotations).toEqual({ constructor: "x" });
  });

  it("throws nothing but its own error for any JSON, also inside a real state", () => {
    const real = fixture("20240729");
    const anywhere = fc
      .dictionary(fc.constantFrom(...Object.keys(real), "__proto__"), fc.jsonValue())
      .map((changes) => ({ ...real, ...changes }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), anywhere), (value) => {
        const error = thrownBy(() => parseRunscState(JSON.parse(JSON.stringify(value)), origin));
        expect(error === undefined || isSallyportError(error)).toBe(true);
      }),
    );
  });
});
