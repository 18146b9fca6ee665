import type { ContainerRecord, ExecRequest, SandboxRecord } from "@sallyport/core";

/** A running container of release 20240729. */
export function containerRecord(sandbox: Partial<SandboxRecord> = {}): ContainerRecord {
  return {
    kind: "runsc",
    id: "web",
    status: "running",
    process: { cwd: "/srv", env: ["PATH=/bin"], user: { uid: 7, gid: 8 } },
    annotations: {},
    bundle: "/bundle",
    createdAt: "2026-01-01T00:00:00Z",
    owner: "root",
    stateDirectory: "/run/state",
    sandbox: {
      id: "web",
      pid: 4321,
      uid: 0,
      gid: 0,
      startTime: undefined,
      controlAddress: "/run/state/runsc-web.sock",
      version: "0.0~20240729.0",
      platform: "systrap",
      ...sandbox,
    },
  };
}

/** `true` in the container `web`. */
export function execRequest(changes: Partial<ExecRequest> = {}): ExecRequest {
  return {
    containerId: "web",
    process: {
      kind: "overrides",
      args: ["true"],
      cwd: undefined,
      env: [],
      user: {},
      additionalGids: [],
      capabilities: [],
      terminal: false,
      noNewPrivileges: undefined,
    },
    passFds: [],
    execFd: undefined,
    ...changes,
  };
}
