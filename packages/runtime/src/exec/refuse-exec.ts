import { refuseUnwatched } from "../watch/refuse-unwatched.ts";
import type { Host } from "@sallyport/host";
import { execDemands, refuseUnsupported } from "@sallyport/transport";
import type { ExecOptions } from "./exec-options.ts";
import type { Target } from "./find-target.ts";

/** Compares what is asked with what the transport can do in that container, before anything is opened. */
export function refuseExec(host: Host, target: Target, options: ExecOptions): void {
  const { transport, container, capabilities } = target;
  const { request, detach, consoleSocket } = options;
  const separateStderr = !capabilities.separateStderr && !isOneFile(host, 1, 2);
  if (detach) {
    refuseUnwatched(options, {
      name: "--detach",
      hint: "nobody stays with a detached command: run sallyport itself in the background",
    });
  }
  const demands = execDemands(request, {
    detach,
    consoleSocket,
    separateStderr,
    supervision: options.supervision?.level,
    limits: options.limits,
    hasTimeout: options.timeLimit !== undefined,
  });
  refuseUnsupported(transport, container.id, capabilities, demands);
}

function isOneFile(host: Host, left: number, right: number): boolean {
  const [one, other] = [host.descriptors.status(left), host.descriptors.status(right)];
  return one.device === other.device && one.inode === other.inode;
}
