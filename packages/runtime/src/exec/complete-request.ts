import {
  type ContainerRecord,
  convertRequest,
  type ExecArgs,
  type ExecRequest,
  execRules,
  isSallyportError,
  withContext,
} from "@sallyport/core";
import type { RuntimeSettings } from "../runtime-settings.ts";

/** The request, completed from the container. An environment is no part of the process spec in gVisor's messages. */
export function completeRequest(
  request: ExecRequest,
  container: ContainerRecord,
  { compat, netRaw }: RuntimeSettings,
): ExecArgs {
  try {
    return convertRequest(request, container, { rules: execRules[compat], netRaw });
  } catch (error) {
    if (isSallyportError(error) && error.code === "SALLYPORT_INVALID_ENVIRONMENT") throw error;
    throw withContext("parsing process spec", error);
  }
}
