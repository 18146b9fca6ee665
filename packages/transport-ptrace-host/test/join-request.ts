import type { Command, JoinRequest } from "../src/join/join-request.ts";

/** `/bin/true` as root without capabilities, on a kernel with two of them. */
export function command(changes: Partial<Command> = {}): Command {
  return {
    args: ["true"],
    candidates: ["/bin/true"],
    env: ["A=1"],
    cwd: "/srv",
    uid: 0,
    gid: 0,
    additionalGids: [],
    capabilities: { bounding: 0, effective: 0, inheritable: 0, permitted: 0, ambient: 0 },
    lastCapability: 1,
    noNewPrivileges: false,
    terminal: false,
    descriptors: [0, 1, 2],
    pipes: [],
    pidfdSocket: undefined,
    umask: undefined,
    rlimits: [],
    oomScoreAdj: undefined,
    scheduler: undefined,
    ioPriority: undefined,
    initialCpus: undefined,
    finalCpus: undefined,
    personality: undefined,
    keyring: undefined,
    labels: [],
    filters: [],
    ...changes,
  };
}

/** It, started in a container with a mount and a pid namespace, without cgroups of its own. */
export function joinRequest(changes: Partial<JoinRequest> = {}): JoinRequest {
  return {
    init: { pid: 4321, directory: 3 },
    namespaces: ["mnt", "pid"],
    cgroups: [],
    privileged: true,
    deniesGroups: false,
    leave: false,
    orphan: false,
    startLimit: 10_000,
    command: command(),
    ...changes,
  };
}

/** `host.text`, as far as plans need it. */
export const text = {
  encode: (value: string): Uint8Array => new TextEncoder().encode(value),
  decode: (bytes: Uint8Array): string => new TextDecoder().decode(bytes),
};
