import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrownBy } from "../../test/thrown-by.ts";
import { isSallyportError } from "../sallyport-error.ts";
import { parseOciConfiguration } from "./parse-oci-configuration.ts";

const smallest = { ociVersion: "1.0.2", root: { path: "rootfs" } };

describe("an OCI configuration", () => {
  it("is read with null for missing, and without what is unknown", () => {
    const read = parseOciConfiguration({
      ...smallest,
      windows: {},
      mounts: [{ destination: "/proc", type: "proc", options: null }],
      linux: { namespaces: [{ type: "mount", path: null }], resources: { pids: { limit: -1 } } },
    });
    expect(read).toEqual({
      ...smallest,
      mounts: [{ destination: "/proc", type: "proc" }],
      linux: { namespaces: [{ type: "mount" }], resources: { pids: { limit: -1 } } },
    });
  });

  it.each<[string, object, string]>([
    ["another version", { ociVersion: "2.0.0" }, 'ociVersion "2.0.0" must be a version 1.x.y of the runtime'],
    ["no root", { root: undefined }, "root is missing: it must be an object"],
    ["a NUL in a path", { root: { path: "a\0b" } }, "root.path"],
    ["a mount to nowhere", { mounts: [{ destination: "" }] }, 'mounts[0].destination "" must be a path'],
    [
      "a relative mask",
      { linux: { maskedPaths: ["proc"] } },
      'linux.maskedPaths[0] "proc" must be an absolute',
    ],
    ["a namespace that is none", { linux: { namespaces: [{ type: "x" }] } }, "linux.namespaces[0].type"],
    [
      "a hook by a relative path",
      { hooks: { poststop: [{ path: "x" }] } },
      'hooks.poststop[0].path "x" must be',
    ],
    [
      "an empty id mapping",
      { linux: { uidMappings: [{ containerID: 0, hostID: 0, size: 0 }] } },
      ".size 0 must be",
    ],
    [
      "a file outside of the cgroup",
      { linux: { resources: { unified: { "../x": "1" } } } },
      "linux.resources.unified",
    ],
    ["ids of a mount", { mounts: [{ destination: "/x", uidMappings: [] }] }, "mounts with ids of their own"],
    ["a field that nothing heeds", { linux: { intelRdt: {} } }, "linux.intelRdt (an object) must be absent"],
    ["a process that is none", { process: { args: "sh" } }, 'process.args "sh" must be an array of strings'],
  ])("is refused for %s", (_, change, message) => {
    const error = thrownBy(() => parseOciConfiguration({ ...smallest, ...change }));
    expect(error).toMatchObject({ code: "SALLYPORT_INVALID_BUNDLE" });
    expect(String(error)).toContain(message);
  });

  it("throws nothing but its own error for any JSON in any field", () => {
    const fields = ["ociVersion", "process", "root", "mounts", "hooks", "linux", "annotations", "__proto__"];
    const linux = [
      "namespaces",
      "uidMappings",
      "devices",
      "resources",
      "sysctl",
      "maskedPaths",
      "rootfsPropagation",
    ];
    const inner = fc.dictionary(fc.constantFrom(...linux), fc.jsonValue());
    const values = fc.dictionary(fc.constantFrom(...fields), fc.oneof(fc.jsonValue(), inner));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), values), (value) => {
        const error = thrownBy(() => parseOciConfiguration(JSON.parse(JSON.stringify(value))));
        expect(error === undefined || isSallyportError(error)).toBe(true);
      }),
    );
  });
});
