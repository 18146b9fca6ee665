import type { ContainerRecord } from "./container-record.ts";
import { resolveEnvironment, verbatimEnvironment } from "./environment.ts";
import type { RequestedProcess } from "./exec-request.ts";
import type { ExecRules } from "./exec-rules.ts";
import { withContext } from "./sallyport-error.ts";

/**
 * The environment of an exec. Overrides add to the container's. A specification has its own; under `inherit`
 * it is taken to the letter, and one without `env` gets the container's and the `--env` entries.
 */
export function execEnvironment(
  requested: RequestedProcess,
  container: ContainerRecord,
  rules: ExecRules,
): string[] {
  try {
    if (requested.kind === "overrides") return resolveEnvironment(container.process.env, requested.env);
    const own = requested.process.env;
    if (rules.processFile === "complete") return resolveEnvironment(own);
    return own ? verbatimEnvironment(own) : resolveEnvironment(container.process.env, requested.env);
  } catch (error) {
    throw withContext("getting environment variables", error);
  }
}
