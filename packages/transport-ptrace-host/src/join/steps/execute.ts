import type { PlanBuilder } from "@sallyport/helper";
import type { Command } from "../join-request.ts";

export const executeStep = "execute the command";
const ENOENT = 2;

/**
 * Each candidate as the final user, as execvp(3): one that is not there, or cannot be executed, is passed over. When
 * all are, one that cannot be executed is the error to tell, else that there is none.
 */
export function executeCommand(plan: PlanBuilder, { candidates, args, env }: Command): void {
  const { data } = plan;
  const argv = data.strings(args);
  const environment = data.strings(env);
  const paths = candidates.map((path) => data.string(path));
  plan.step(executeStep);
  if (paths.length > 1) {
    for (const path of paths) {
      plan.execute(path, argv, environment, { onError: { ignore: ["ENOENT", "ENOTDIR", "EACCES"] } });
    }
  }
  const absent = paths.length > 1 ? { onError: { ignore: ["ENOENT", "ENOTDIR"] } as const } : {};
  for (const path of paths) plan.execute(path, argv, environment, absent);
  const result = plan.register("not found");
  plan.set(result, -ENOENT);
  plan.fail(result);
}
