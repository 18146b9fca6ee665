import type { OciLinux, OciMount } from "@sallyport/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CgroupDirectory } from "../../cgroup/directories.ts";
import { cleanPath } from "./clean-path.ts";
import { bringsOwnDev, devicesOf } from "./devices-of.ts";
import { mountsOf } from "./mounts-of.ts";
import { namespacesOf } from "./namespaces-of.ts";
import { sysctlOf } from "./sysctl-of.ts";

const legacy: CgroupDirectory[] = [
  { version: 1, controllers: ["cpu", "cpuacct"], path: "/cg/cpu,cpuacct/web" },
  { version: 1, controllers: ["name=systemd"], path: "/cg/systemd/web" },
];

function mounts(list: readonly OciMount[], directories = legacy, hasNamespace = true) {
  return mountsOf(list, {
    bundle: "/bundle",
    isDirectory: (path) => !path.endsWith("file"),
    cgroups: { directories, hasNamespace },
  });
}

describe("mounts of a configuration", () => {
  it("are file systems, and binds of what the host has", () => {
    expect(
      mounts([
        { destination: "dev/../proc/", type: "proc" },
        { destination: "/a", type: "bind", source: "file" },
        { destination: "/b", source: "/x/../y", options: ["rbind", "ro"] },
      ]),
    ).toMatchObject([
      { kind: "file-system", destination: "/proc", type: "proc", source: "proc" },
      { kind: "bind", destination: "/a", source: "/bundle/file", isDirectory: false, recursive: false },
      { kind: "bind", destination: "/b", source: "/y", isDirectory: true, recursive: true },
    ]);
  });

  it.each([
    ["/sys", ["rbind", "ro"], ["MOUNT_ATTR_RDONLY"]],
    ["/sys/fs", ["rbind", "ro"], ["MOUNT_ATTR_RDONLY"]],
    ["/sys", ["rbind"], []],
    ["/system", ["rbind", "ro"], []],
  ])("of %s with %s are read-only below it: %s (CVE-2023-25809)", (source, options, expected) => {
    const [action] = mounts([{ destination: "/sys", type: "bind", source, options }]);
    const change = action?.kind === "bind" ? action.recursiveAttributes.set : undefined;
    expect(change?.map(({ name }) => name)).toEqual(expected);
  });

  it("in memory are made read-only when all is in them", () => {
    const kinds = mounts([{ destination: "/x", type: "tmpfs", options: ["ro"] }]).map((action) => [
      action.kind,
      "attributes" in action ? action.attributes.set.map(({ name }) => name) : [],
    ]);
    expect(kinds).toEqual([
      ["file-system", []],
      ["remount", ["MOUNT_ATTR_RDONLY"]],
    ]);
  });

  it.each([
    [
      "in a namespace of its own",
      true,
      ["tmpfs /c", "cgroup /c/cpu,cpuacct", "link /c/cpu", "link /c/cpuacct", "cgroup /c/systemd"],
    ],
    [
      "in ours",
      false,
      ["tmpfs /c", "bind /c/cpu,cpuacct", "link /c/cpu", "link /c/cpuacct", "bind /c/systemd"],
    ],
  ])("show cgroups of v1 %s", (_, hasNamespace, expected) => {
    const actions = mounts([{ destination: "/c", type: "cgroup" }], legacy, hasNamespace);
    expect(
      actions.map(
        (action) => `${action.kind === "file-system" ? action.type : action.kind} ${action.destination}`,
      ),
    ).toEqual(expected);
  });

  it.each<[string, OciMount, string]>([
    ["into /proc", { destination: "/proc/../proc/sys", type: "tmpfs" }, "must be outside of /proc"],
    ["of nothing", { destination: "/x", type: "bind" }, "mounts[0].source"],
    ["of no type", { destination: "/x", source: "x" }, "mounts[0].type"],
  ])("are not %s", (_, mount, message) => {
    expect(() => mounts([mount])).toThrow(message);
  });
});

describe("namespaces of a configuration", () => {
  it("are new, or joined: a user namespace first", () => {
    const linux: OciLinux = {
      namespaces: [{ type: "mount" }, { type: "network", path: "/n" }, { type: "user", path: "/u" }],
    };
    expect(namespacesOf(linux)).toEqual({
      created: ["mnt"],
      joined: [
        { name: "user", path: "/u" },
        { name: "net", path: "/n" },
      ],
    });
  });

  it.each<[string, OciLinux["namespaces"], string]>([
    ["the host's mounts", [{ type: "pid" }], "without a mount namespace of its own"],
    ["one twice", [{ type: "mount" }, { type: "mount" }], "linux.namespaces[1].type"],
  ])("are not %s", (_, namespaces, message) => {
    expect(() => namespacesOf({ namespaces })).toThrow(message);
  });
});

describe("settings of the kernel", () => {
  const own = { created: ["mnt", "net", "ipc"] as const, joined: [] };

  it("are those of the container's own namespaces, as files", () => {
    expect(
      sysctlOf(
        { "net.ipv4.ip_forward": "1", "net/ipv4/conf/eth0.1/forwarding": "0", "kernel.sem": "1" },
        own,
      ),
    ).toEqual([
      { file: "sys/net/ipv4/ip_forward", value: "1" },
      { file: "sys/net/ipv4/conf/eth0.1/forwarding", value: "0" },
      { file: "sys/kernel/sem", value: "1" },
    ]);
  });

  it.each([
    "kernel.panic",
    "kernel.domainname",
    "vm.swappiness",
    "net/../kernel/panic",
    "net..kernel",
    "net.",
  ])("are not %s", (name) => {
    expect(() => sysctlOf({ [name]: "1" }, own)).toThrow("a setting of a namespace that the container has");
  });

  it("never have a path that leads out of /proc/sys", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("net", ".", "/", "a", "kernel") }), (name) => {
        let files: readonly { readonly file: string }[] = [];
        try {
          files = sysctlOf({ [name]: "1" }, own);
        } catch {
          return;
        }
        for (const { file } of files) expect(cleanPath(`/${file}`)).toBe(`/${file}`);
      }),
    );
  });
});

describe("devices of a configuration", () => {
  it("are the default ones, unless they are replaced, and others", () => {
    const devices = devicesOf([
      { path: "/dev/null", type: "c", major: 9, minor: 9, fileMode: 0o600 },
      { path: "/dev/../dev/fuse", type: "u", major: 10, minor: 229, uid: 5 },
    ]);
    expect(devices.map(({ path }) => path)).toEqual(
      ["null", "zero", "full", "random", "urandom", "tty", "fuse"].map((name) => `/dev/${name}`),
    );
    expect(devices[0]).toMatchObject({ type: "c", major: 9, minor: 9, mode: 0o600 });
    expect(devices.at(-1)).toMatchObject({ type: "c", major: 10, minor: 229, uid: 5, mode: 0o666 });
  });

  it.each<[string, OciMount, boolean]>([
    ["bound", { destination: "/dev/", type: "bind", source: "/dev" }, true],
    ["a file system of its own", { destination: "/dev", type: "tmpfs" }, false],
    ["elsewhere", { destination: "/dev/x", type: "bind", source: "/x" }, false],
  ])("are not made where /dev is %s", (_, mount, brings) => {
    expect(bringsOwnDev([mount])).toBe(brings);
  });
});

describe("a path of a container", () => {
  it("never leads above the root, and is clean when cleaned again", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", ".", "/", "..") }), (path) => {
        const clean = cleanPath(path, "/base");
        expect(clean).toMatch(/^(\/|(\/[^/]+)+)$/);
        expect(clean.split("/")).not.toContain("..");
        expect(cleanPath(clean)).toBe(clean);
      }),
    );
  });
});
