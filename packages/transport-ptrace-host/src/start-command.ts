import type { ExecArgs, FilePayload } from "@sallyport/core";
import { startPlan } from "@sallyport/helper";
import { connectSocket } from "@sallyport/host";
import type { ExecuteOptions, SandboxProcess } from "@sallyport/transport";
import { explainFailure } from "./explain-failure.ts";
import { leftProcess, supervisedProcess } from "./host-process.ts";
import { planCommand, type PlanContext } from "./plan-command.ts";

export interface StartContext extends PlanContext {
  /** The supervisor's program. */
  readonly supervisor: string;
}

/** Starts a command in a container; settled once it executes its program. */
export async function startCommand(
  context: StartContext,
  args: ExecArgs,
  payload: FilePayload,
  options: ExecuteOptions,
): Promise<SandboxProcess> {
  const { host } = context;
  const { pidfdSocket: path } = args;
  if (path === undefined) return await start(context, args, payload, options, undefined);
  const socket = await connectSocket(host, { kind: "path", path });
  try {
    return await start(context, args, payload, options, socket);
  } finally {
    host.descriptors.close(socket);
  }
}

async function start(
  context: StartContext,
  args: ExecArgs,
  payload: FilePayload,
  options: ExecuteOptions,
  pidfdSocket: number | undefined,
): Promise<SandboxProcess> {
  const { host, supervisor } = context;
  const { detach = false } = options;
  const { plan, request, fds, listeners } = await planCommand(context, args, payload, options, pidfdSocket);
  const run = startPlan(host, plan, { executable: supervisor, fds, ...listeners });
  try {
    const pid = await run.started;
    if (!detach) return supervisedProcess(host, run, pid);
    // The end of its supervisor is what makes it the child of whoever is to reap it, who is to find it so.
    await run.exited;
    return leftProcess(host, pid);
  } catch (error) {
    throw explainFailure(error, request);
  }
}
