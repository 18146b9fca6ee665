import type { ExecRequest, OciProcess, ProcessOverrides } from "@sallyport/core";
import { describe, expect, it } from "vitest";
import { type ExecCircumstances, execDemands } from "./exec-demands.ts";

const plain: ExecCircumstances = { detach: false, consoleSocket: undefined, separateStderr: false };

function overriding(changes: Partial<ProcessOverrides>, request: Partial<ExecRequest> = {}): ExecRequest {
  const process: ProcessOverrides = {
    kind: "overrides",
    args: ["true"],
    cwd: undefined,
    env: [],
    user: {},
    additionalGids: [],
    capabilities: [],
    terminal: false,
    noNewPrivileges: undefined,
    ...changes,
  };
  return { containerId: "web", process, passFds: [], execFd: undefined, ...request };
}

function specified(process: OciProcess): ExecRequest {
  return {
    containerId: "web",
    process: { kind: "specification", process, env: [] },
    passFds: [],
    execFd: undefined,
  };
}

const short = (request: ExecRequest, circumstances: Partial<ExecCircumstances> = {}) =>
  execDemands(request, { ...plain, ...circumstances }).map(
    ({ capability, modes, asked }) => `${capability} ${modes.join("|")}: ${asked}`,
  );

describe("what an exec needs", () => {
  it("is nothing where it says no more than the command", () => {
    expect(short(overriding({}))).toEqual([]);
    expect(short(overriding({ cwd: "", noNewPrivileges: false }))).toEqual([]);
    expect(short(specified({ args: ["true"], env: [], noNewPrivileges: false, capabilities: null }))).toEqual(
      [],
    );
  });

  it.each<[string, ExecRequest]>([
    ["users true: --user", overriding({ user: { gid: 0 } })],
    ["users true: --additional-gids", overriding({ additionalGids: [3] })],
    ["linuxCapabilities true: --cap", overriding({ capabilities: ["CAP_KILL"] })],
    ["noNewPrivileges always|chosen: --no-new-privs", overriding({ noNewPrivileges: true })],
    ["environment true: --env", overriding({ env: ["A=1"] })],
    ["workingDirectory true: --cwd", overriding({ cwd: "/" })],
    ["passFds true: --pass-fd 5:7", overriding({}, { passFds: [{ host: 5, guest: 7 }] })],
    ["execFd true: --exec-fd 5", overriding({}, { execFd: 5 })],
    ["tty emulated|native: a terminal", overriding({ terminal: true })],
    ["users true: process.user", specified({ user: {} })],
    ["linuxCapabilities true: process.capabilities", specified({ capabilities: {} })],
    ["noNewPrivileges always|chosen: process.noNewPrivileges", specified({ noNewPrivileges: true })],
    ["environment true: process.env", specified({ env: ["A=1"] })],
    ["workingDirectory true: process.cwd", specified({ cwd: "/" })],
    ["tty emulated|native: a terminal", specified({ terminal: true })],
  ])("is %s", (expected, request) => {
    expect(short(request)).toEqual([expected]);
  });

  it.each<[string, Partial<ProcessOverrides>, Partial<ExecCircumstances>]>([
    ["detach true: --detach", {}, { detach: true }],
    ["separateStderr true: standard error apart from standard output", {}, { separateStderr: true }],
    ["tty native: a terminal for another program", { terminal: true }, { consoleSocket: "/run/console" }],
    ["tty emulated|native: a terminal", { terminal: true }, { separateStderr: true }],
  ])("is also %s", (expected, process, circumstances) => {
    expect(short(overriding(process), circumstances)).toEqual([expected]);
  });

  it.each<[string, Partial<ExecCircumstances>]>([
    ["supervision true: --supervise tree", { supervision: "tree" }],
    ["limits true: --pids", { limits: { pids: 3 } }],
    ["signals kill|any: --timeout", { hasTimeout: true }],
  ])("is also %s, of whoever watches it", (expected, circumstances) => {
    expect(short(overriding({}), circumstances)).toEqual([expected]);
    expect(short(overriding({}), { supervision: "none", limits: {} })).toEqual([]);
  });

  it("is a terminal that another program can have, for a detached command", () => {
    expect(short(overriding({ terminal: true }), { detach: true })).toEqual([
      "detach true: --detach",
      "tty native: a terminal for another program",
    ]);
  });
});
