import type { ContainerRecord, ExecArgs, FilePayload, SandboxRecord } from "@sallyport/core";

/** A running container of release 20240729; the sandbox's process is this one, so it lives. */
export function containerRecord(
  sandbox: Partial<SandboxRecord> = {},
  container: Partial<ContainerRecord> = {},
): ContainerRecord {
  return {
    kind: "runsc",
    id: "web",
    status: "running",
    process: {},
    annotations: {},
    bundle: "/bundle",
    createdAt: new Date().toISOString(),
    owner: "",
    stateDirectory: "/nonexistent/state",
    sandbox: {
      id: "web",
      pid: process.pid,
      uid: 0,
      gid: 0,
      startTime: new Date().toISOString(),
      controlAddress: undefined,
      version: "0.0~20240729.0",
      platform: "systrap",
      ...sandbox,
    },
    ...container,
  };
}

/** A record as releases up to January 2023 leave it. */
export const oldestSandbox: Partial<SandboxRecord> = { version: undefined, startTime: undefined };

export function execArgs(overrides: Partial<ExecArgs> = {}): ExecArgs {
  return {
    containerId: "web",
    args: ["true"],
    env: ["PATH=/bin"],
    cwd: "/",
    uid: 0,
    gid: 0,
    additionalGids: [],
    capabilities: { permitted: 1, inheritable: 2, effective: 3, bounding: 4, ambient: 5 },
    noNewPrivileges: false,
    terminal: false,
    ...overrides,
  };
}

export const noFiles: FilePayload = { guestFds: [], hostFds: [], hasExecutable: false };
