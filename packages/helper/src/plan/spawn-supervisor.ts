import type { Child, Host } from "@sallyport/host";
import type { PlanOptions } from "./plan-run.ts";

/** Starts the supervisor with a control socket behind the descriptors that the plan has. */
export function spawnSupervisor(
  host: Host,
  options: PlanOptions,
): { readonly child: Child; readonly control: number } {
  const [control, theirs] = host.sockets.pair();
  try {
    const child = host.children.spawn({
      executable: options.executable,
      argv: ["sallyport-supervisor", String(options.fds.length)],
      environment: {},
      fds: [...options.fds, theirs],
      reapedElsewhere: options.reapedElsewhere ?? false,
      ...(options.workingDirectory === undefined ? {} : { workingDirectory: options.workingDirectory }),
      ...(options.session === undefined ? {} : { session: options.session }),
    });
    return { child, control };
  } catch (error) {
    host.descriptors.close(control);
    throw error;
  } finally {
    host.descriptors.close(theirs);
  }
}
