import type {
  ExecRequest,
  OciProcess,
  ProcessOverrides,
  ResourceLimits,
  SupervisionLevel,
} from "@sallyport/core";
import { type Demand, demand } from "./demand.ts";

/** What an exec is asked to do besides running a process. */
export interface ExecCircumstances {
  readonly detach: boolean;
  /** The command's terminal goes to another program. */
  readonly consoleSocket: string | undefined;
  /** Our descriptors 1 and 2 are not one. */
  readonly separateStderr: boolean;
  readonly supervision?: SupervisionLevel | undefined;
  readonly limits?: ResourceLimits | undefined;
  /** The command is ended when its time is over. */
  readonly hasTimeout?: boolean;
}

/** What an exec needs of the transport. What a container has by itself needs nothing. */
export function execDemands(request: ExecRequest, circumstances: ExecCircumstances): Demand[] {
  const { process, passFds, execFd } = request;
  const [firstFd] = passFds;
  return [
    ...(process.kind === "overrides" ? overrideDemands(process) : specificationDemands(process.process)),
    ...(firstFd === undefined ? [] : [demand("passFds", `--pass-fd ${firstFd.host}:${firstFd.guest}`)]),
    ...(execFd === undefined ? [] : [demand("execFd", `--exec-fd ${execFd}`)]),
    ...hostDemands(request),
    ...circumstantialDemands(request, circumstances),
    ...supervisionDemands(circumstances),
  ];
}

function overrideDemands(process: ProcessOverrides): Demand[] {
  const { user, additionalGids, capabilities, noNewPrivileges, env, cwd } = process;
  const demands: Demand[] = [];
  if (Object.keys(user).length > 0) demands.push(demand("users", "--user"));
  if (additionalGids.length > 0) demands.push(demand("users", "--additional-gids"));
  if (capabilities.length > 0) demands.push(demand("linuxCapabilities", "--cap"));
  if (noNewPrivileges === true) demands.push(demand("noNewPrivileges", "--no-new-privs"));
  if (env.length > 0) demands.push(demand("environment", "--env"));
  if (cwd) demands.push(demand("workingDirectory", "--cwd"));
  return demands;
}

function hostDemands({ process, host = {} }: ExecRequest): Demand[] {
  const overrides = process.kind === "overrides" ? process : undefined;
  const asked: readonly (readonly [boolean, string])[] = [
    [(host.cgroups ?? []).length > 0, "--cgroup"],
    [host.ignorePaused === true, "--ignore-paused"],
    [host.pidfdSocket !== undefined, "--pidfd-socket"],
    [overrides?.apparmorProfile !== undefined, "--apparmor"],
    [overrides?.selinuxLabel !== undefined, "--process-label"],
  ];
  return asked.flatMap(([is, flag]) => (is ? [demand("hostProcesses", flag)] : []));
}

function specificationDemands(process: OciProcess): Demand[] {
  const { user, capabilities, noNewPrivileges, env, cwd } = process;
  const demands: Demand[] = [];
  if (user) demands.push(demand("users", "process.user"));
  if (capabilities) demands.push(demand("linuxCapabilities", "process.capabilities"));
  if (noNewPrivileges === true) demands.push(demand("noNewPrivileges", "process.noNewPrivileges"));
  if (env && env.length > 0) demands.push(demand("environment", "process.env"));
  if (cwd) demands.push(demand("workingDirectory", "process.cwd"));
  return demands;
}

function supervisionDemands({ supervision = "none", limits = {}, hasTimeout }: ExecCircumstances): Demand[] {
  const limited = (["memory", "pids", "cpu"] as const).filter((name) => limits[name] !== undefined);
  return [
    ...(supervision === "none" ? [] : [demand("supervision", `--supervise ${supervision}`)]),
    ...limited.map((name) => demand("limits", `--${name}`)),
    ...(hasTimeout === true ? [demand("signals", "--timeout")] : []),
  ];
}

function circumstantialDemands(
  { process }: ExecRequest,
  { detach, consoleSocket, separateStderr }: ExecCircumstances,
): Demand[] {
  const terminal = process.kind === "overrides" ? process.terminal : process.process.terminal;
  const demands: Demand[] = [];
  if (detach) demands.push(demand("detach", "--detach"));
  if (terminal !== true) {
    if (separateStderr) demands.push(demand("separateStderr", "standard error apart from standard output"));
  } else if (detach || consoleSocket !== undefined) {
    demands.push({ capability: "tty", modes: ["native"], asked: "a terminal for another program" });
  } else {
    demands.push(demand("tty", "a terminal"));
  }
  return demands;
}
