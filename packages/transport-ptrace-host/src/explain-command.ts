import type { ExecArgs, FilePayload } from "@sallyport/core";
import { printPlan } from "@sallyport/helper";
import type { ExecuteOptions } from "@sallyport/transport";
import { planCommand, type PlanContext } from "./plan-command.ts";

/** Stands for the socket that a pidfd is sent over: the plan has the supervisor's number of it. */
const unconnected = -1;

/** The plan that starts a command, in print. Cgroups that limits would have made are not in it. */
export async function explainCommand(
  context: PlanContext,
  args: ExecArgs,
  payload: FilePayload,
  options: ExecuteOptions,
): Promise<string> {
  const socket = args.pidfdSocket === undefined ? undefined : unconnected;
  const { plan } = await planCommand(context, args, payload, options, socket);
  return printPlan(plan);
}
