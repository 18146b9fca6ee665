import { execRules } from "@sallyport/core";
import { describe, expect, it } from "vitest";
import { allFlags, flagNames, type FlagTable } from "../flag-table.ts";
import { readFlags } from "../read-flags.ts";
import { execFlags } from "./exec-flags.ts";
import { globalFlags, globalFlagsOf } from "./global-flags.ts";
import { gvisorReleases } from "./gvisor-release.ts";
import { killFlags } from "./kill-flags.ts";
import { listFlags } from "./list-flags.ts";
import { noFlags } from "./no-flags.ts";
import { psFlags } from "./ps-flags.ts";
import { waitFlags } from "./wait-flags.ts";

const tables: [string, FlagTable][] = [
  ["exec", execFlags({ splitLists: false })],
  ["global", globalFlags],
  ["kill", killFlags],
  ["list", listFlags],
  ["ps", psFlags],
  ["wait", waitFlags],
  ["none", noFlags],
];

describe.each(tables)("the %s table", (_, table) => {
  it("gives no name twice and keeps help free", () => {
    const names = allFlags(table).flatMap(flagNames);
    expect(names).toHaveLength(new Set([...names, "h", "help"]).size - 2);
  });

  it("keys its flags by their names in camel case", () => {
    for (const [key, flag] of Object.entries(table.flags)) {
      expect(key).toBe(flag.name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase()));
    }
  });
});

describe("flags in front of the command", () => {
  const flags = [...Object.values(globalFlags.flags), ...globalFlags.accepted()];
  const knownTo = (release: string) =>
    flags.filter((flag) => flag.releases.some((known) => known === release));

  it.each([
    ["20221219", 30, 38],
    ["20240520", 41, 46],
    ["20240729", 42, 46],
    ["20260821", 49, 59],
  ])("of release %s are %i booleans and %i with a value", (release, booleans, values) => {
    const kinds = knownTo(release).map((flag) => flag.type.kind);
    expect(kinds.filter((kind) => kind === "boolean")).toHaveLength(booleans);
    expect(kinds.filter((kind) => kind === "value")).toHaveLength(values);
  });

  it("that are gVisor's belong to some release, in order", () => {
    const others = flags.filter((flag) => flag.releases.length === 0).map((flag) => flag.name);
    const own = ["dialect", "delegate", "compat", "transport", "config"];
    expect(others).toEqual([...own, "criu", "cgroup-manager", "log-level"]);
    for (const { releases } of flags) {
      expect(gvisorReleases.filter((release) => releases.some((known) => known === release))).toEqual(
        releases,
      );
    }
  });

  it.each<[string, "runc" | "crun" | "runsc" | undefined, string[]]>([
    [
      "runc --root /r --log /l --log-format json --systemd-cgroup --rootless auto --criu criu exec",
      "runc",
      ["exec"],
    ],
    ["crun --debug --cgroup-manager disabled --log-level debug --rootless true exec", "crun", ["exec"]],
    ["runsc --rootless exec", "runsc", ["exec"]],
    ["sallyport --cgroup-manager=systemd --rootless exec", undefined, ["exec"]],
  ])("of a caller of %s are read as that runtime does", (line, dialect, rest) => {
    expect(readFlags(line.split(" ").slice(1), globalFlagsOf(dialect))).toMatchObject({ rest });
  });

  it("can ask for every set of rules there is", () => {
    for (const name of Object.keys(execRules)) {
      expect(readFlags([`--compat=${name}`], globalFlags)).toMatchObject({ values: { compat: name } });
    }
  });

  it.each([
    ["--compat=2023", 'invalid value "2023" for flag -compat: expected newest, 20240729 or 20221219'],
    ["--file-access=x", 'invalid value "x" for flag -file-access: invalid file access type "x"'],
    ["--file-access-mounts=", 'invalid value "" for flag -file-access-mounts: invalid file access type ""'],
    ["--host-uds=x", 'invalid value "x" for flag -host-uds: invalid host UDS type "x"'],
    ["--host-fifo=x", 'invalid value "x" for flag -host-fifo: invalid host fifo type "x"'],
    ["--qdisc=x", 'invalid value "x" for flag -qdisc: invalid qdisc "x"'],
    ["--ref-leak-mode=x", 'invalid value "x" for flag -ref-leak-mode: invalid ref leak mode "x"'],
    ["--watchdog-action=x", 'invalid value "x" for flag -watchdog-action: invalid watchdog action "x"'],
    ["--dcache=x", 'invalid value "x" for flag -dcache: parse error'],
    ["--strace-log-size=-1", 'invalid value "-1" for flag -strace-log-size: parse error'],
    ["--control-rpc-stop-timeout=5", 'invalid value "5" for flag -control-rpc-stop-timeout: parse error'],
  ])("%s is refused", (word, message) => {
    expect(() => readFlags([word, "exec"], globalFlags)).toThrow(
      expect.objectContaining({ code: "SALLYPORT_GLOBAL_USAGE", message }),
    );
  });

  it.each([
    ["--gvisor-gro"],
    ["--gvisor-gro=true"],
    ["--gvisor-gro=300ms"],
    ["--host-uds="],
    ["--watchdog-action=LogWarning"],
    ["--sidecar-release-enforcement-policy=never"],
    ["--control-rpc-stop-timeout=15s"],
    ["--overlay2=root:self"],
    ["--log-fd=-1"],
  ])("%s is accepted", (word) => {
    expect(readFlags([word, "exec"], globalFlags)).toMatchObject({ kind: "flags", rest: ["exec"] });
  });
});

describe("other commands", () => {
  it.each<[FlagTable, string[], object]>([
    [listFlags, ["-q", "-f", "json"], { quiet: true, format: "json" }],
    [listFlags, ["--quiet", "--format=table"], { quiet: true, format: "table" }],
    [psFlags, ["-format", "json", "web"], { format: "json" }],
    [killFlags, ["-a", "web", "KILL"], { all: true, pid: undefined, pgid: undefined }],
    [killFlags, ["--pid", "7", "--pgid=8", "web"], { pid: 7, pgid: 8 }],
    [waitFlags, ["-rootpid", "2", "--pid=3", "web"], { rootpid: 2, pid: 3 }],
    [noFlags, ["web"], {}],
  ])("read their flags (%#)", (table, args, values) => {
    expect(readFlags(args, table)).toMatchObject({ values });
  });
});
