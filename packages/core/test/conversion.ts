import type { ContainerRecord, HostContainer } from "../src/container-record.ts";
import { convertRequest } from "../src/convert-request.ts";
import type { ExecArgs } from "../src/exec-args.ts";
import type { ProcessOverrides, ProcessSpecification, RequestedProcess } from "../src/exec-request.ts";
import { type ExecRules, execRules, type ExecRulesName } from "../src/exec-rules.ts";
import type { OciProcess } from "../src/oci-process.ts";

export const specEnv = [
  "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  "TERM=xterm",
  "FOO=fromspec",
];
const specCapabilities = ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"];
export const specMask = 536871968;
export const sysAdmin = 2097152;

const containerProcess: OciProcess = {
  user: { uid: 10, gid: 20, additionalGids: [30] },
  args: ["sleep", "10000"],
  env: specEnv,
  cwd: "/tmp",
  noNewPrivileges: true,
  capabilities: {
    bounding: specCapabilities,
    effective: specCapabilities,
    inheritable: specCapabilities,
    permitted: specCapabilities,
  },
};

function container(process: OciProcess = {}): ContainerRecord {
  return {
    kind: "runsc",
    id: "web",
    status: "running",
    process: { ...containerProcess, ...process },
    annotations: {},
    bundle: "/srv/bundle",
    createdAt: "2026-11-23T21:30:07Z",
    owner: "root",
    stateDirectory: "/var/run/runsc",
    sandbox: undefined,
  };
}

export function overrides(changes: Partial<ProcessOverrides> = {}): ProcessOverrides {
  return {
    kind: "overrides",
    args: ["id"],
    cwd: undefined,
    env: [],
    user: {},
    additionalGids: [],
    capabilities: [],
    terminal: false,
    noNewPrivileges: undefined,
    ...changes,
  };
}

export function specification(process: OciProcess, env: readonly string[] = []): ProcessSpecification {
  return { kind: "specification", process, env };
}

interface Circumstances {
  readonly netRaw?: boolean;
  readonly process?: OciProcess;
  /** Present for a container on the host's own kernel. */
  readonly host?: HostContainer;
}

export function convert(
  requested: RequestedProcess,
  rules: ExecRulesName = "newest",
  circumstances: Circumstances = {},
): ExecArgs {
  return convertWith(execRules[rules], requested, circumstances);
}

export function convertWith(
  rules: ExecRules,
  requested: RequestedProcess,
  { netRaw = false, process = {}, host }: Circumstances = {},
): ExecArgs {
  const request = { containerId: "we", process: requested, passFds: [], execFd: undefined };
  const record = { ...container(process), ...(host === undefined ? {} : { host }) };
  return convertRequest(request, record, { rules, netRaw });
}

export function four(mask: number, ambient = 0) {
  return { bounding: mask, effective: mask, inheritable: mask, permitted: mask, ambient };
}

/** One of each flag. */
export const everyFlag = overrides({
  user: { uid: 1, gid: 2 },
  additionalGids: [3],
  capabilities: ["CAP_SYS_ADMIN"],
  cwd: "/tmp",
  env: ["A=1"],
});
