import {
  type ContainerRecord,
  convertRequest,
  type ExecArgs,
  type ExecRequest,
  execRules,
} from "@sallyport/core";
import type { StartOptions } from "./conformance-case.ts";

/** A request as a command line would make it. */
export function requestFor(
  containerId: string,
  args: readonly string[],
  options: StartOptions = {},
): ExecRequest {
  return {
    containerId,
    process: {
      kind: "overrides",
      args,
      cwd: options.cwd,
      env: options.env ?? [],
      user: options.user ?? {},
      additionalGids: options.additionalGids ?? [],
      capabilities: options.capabilities ?? [],
      terminal: options.terminal !== undefined,
      noNewPrivileges: options.noNewPrivileges,
    },
    passFds: options.passFds ?? [],
    execFd: options.execFd,
    host: { cgroups: options.cgroups ?? [] },
  };
}

/** The request, completed from the container's own process. */
export function argsFor(
  container: ContainerRecord,
  args: readonly string[],
  options: StartOptions,
): ExecArgs {
  const request = requestFor(container.id, args, options);
  return convertRequest(request, container, { rules: execRules.newest, netRaw: true });
}
