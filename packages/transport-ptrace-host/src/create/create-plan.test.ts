import type { OciConfiguration } from "@sallyport/core";
import { printPlan } from "@sallyport/helper";
import { describe, expect, it } from "vitest";
import { command, text } from "../../test/join-request.ts";
import { createPlan } from "./create-plan.ts";
import type { CreateRequest } from "./create-request.ts";
import { createRequestOf } from "./read/create-request-of.ts";

const smallest: OciConfiguration = {
  ociVersion: "1.2.0",
  root: { path: "rootfs" },
  mounts: [{ destination: "/proc", type: "proc", source: "proc" }],
  linux: { namespaces: [{ type: "mount" }, { type: "pid" }] },
};

function printed(configuration: OciConfiguration = smallest, changes: Partial<CreateRequest> = {}): string {
  const request = createRequestOf(configuration, {
    bundle: "/bundle",
    isDirectory: (path) => !path.endsWith(".conf"),
    cgroups: [],
    privileged: true,
    hasKernelCore: false,
    root: { kind: "directory", path: "/bundle/rootfs" },
    fifo: "/run/web/exec.fifo",
    leave: "created",
    reaps: false,
    command: command({ noNewPrivileges: true }),
  });
  return printPlan(createPlan("x86-64", text, { ...request, ...changes }));
}

const everything: Partial<OciConfiguration> = {
  root: { path: "rootfs", readonly: true },
  hostname: "web",
  domainname: "example.org",
  mounts: [
    { destination: "/proc", type: "proc", source: "proc", options: ["nosuid"] },
    { destination: "/dev", type: "tmpfs", source: "tmpfs", options: ["mode=755", "ro"] },
    { destination: "/etc/resolv.conf", type: "bind", source: "/run/resolv.conf", options: ["bind", "ro"] },
    { destination: "/data", source: "data", options: ["rbind", "rro", "rslave"] },
    { destination: "/sys/fs/cgroup", type: "cgroup", options: ["ro"] },
  ],
  hooks: { createRuntime: [{ path: "/bin/true" }] },
  linux: {
    namespaces: [
      { type: "mount" },
      { type: "pid" },
      { type: "network" },
      { type: "uts" },
      { type: "cgroup" },
      { type: "ipc", path: "/proc/1/ns/ipc" },
    ],
    rootfsPropagation: "shared",
    devices: [{ type: "c", path: "/dev/fuse", major: 10, minor: 229, uid: 1, gid: 2 }],
    sysctl: { "net.ipv4.ip_forward": "1" },
    maskedPaths: ["/proc/keys"],
    readonlyPaths: ["/proc/sys"],
  },
};

describe("the plan that creates a container", () => {
  it("is this for the simplest one", async () => {
    await expect(printed()).toMatchFileSnapshot("../../test/plans/create-simple.txt");
  });

  it("is this for one with everything that a configuration can have", async () => {
    const plan = printed(
      { ...smallest, ...everything },
      { cgroups: [{ version: 1, controllers: ["pids"], path: "/cg/pids/web" }] },
    );
    await expect(plan).toMatchFileSnapshot("../../test/plans/create-everything.txt");
  });

  it("is this for one on the host's own root, with a user namespace, a terminal, and an init that reaps", async () => {
    const plan = printed(smallest, {
      namespaces: { created: ["mnt", "pid", "user"], joined: [] },
      root: { kind: "host-overlay" },
      privileged: false,
      mapsIds: true,
      deniesGroups: true,
      devices: [],
      deviceLinks: [],
      reaps: true,
      leave: "never",
      terminalSize: { rows: 24, columns: 80 },
      command: command({ terminal: true }),
    });
    await expect(plan).toMatchFileSnapshot("../../test/plans/create-on-host.txt");
  });

  it("opens what is the host's with the rights of the host, where we have them", () => {
    const sources = (privileged: boolean): string[] => {
      const lines = printed({ ...smallest, ...everything }, { privileged }).split("\n");
      return lines.slice(0, lines.indexOf("inside:")).filter((line) => line.includes("open_tree"));
    };
    expect(sources(true)).toHaveLength(3);
    expect(sources(false)).toHaveLength(0);
  });

  it("has the filters of a command without no_new_privs before it waits, others behind that", () => {
    const filters = [{ program: new Uint8Array(16), flags: 0 }];
    const order = (noNewPrivileges: boolean): string[] =>
      printed(smallest, { command: command({ noNewPrivileges, filters }) })
        .split("\n")
        .flatMap((line) => /(seccomp|read|execve)\(/.exec(line)?.[1] ?? []);
    expect(order(false)).toEqual(["seccomp", "read", "execve"]);
    expect(order(true)).toEqual(["read", "seccomp", "execve"]);
  });
});
