import type { Host } from "@sallyport/host";
import type { SandboxProcess } from "@sallyport/transport";
import { DisposalStack } from "../disposal-stack.ts";
import type { RuntimeSettings } from "../runtime-settings.ts";
import type { ExecOptions } from "./exec-options.ts";
import type { OpenedStreams } from "./open-streams.ts";
import type { Supervision } from "./supervision.ts";
import { waitForExit } from "./wait-for-exit.ts";

/**
 * The command is a process of this host: its own id stands for it, and a detached one is reaped by whoever inherits
 * it. Our terminal, while it shows the command's, is put back by a guard when we are killed.
 */
export function superviseHostProcess(
  host: Host,
  settings: Pick<RuntimeSettings, "waiter">,
  { detach }: Pick<ExecOptions, "detach">,
  { former }: OpenedStreams,
): Supervision {
  const owned = new DisposalStack();
  let command: SandboxProcess | undefined;
  const started = (): SandboxProcess => {
    if (command === undefined) throw new Error("the supervision has not begun");
    return command;
  };
  return {
    get hostPid() {
      return started().pid;
    },
    async begin(process) {
      command = process;
      if (former === undefined || settings.waiter === undefined) return;
      const { startGuard } = await import("@sallyport/helper");
      const terminal = { fd: 0, attributes: former };
      const guard = await startGuard(host, { executable: settings.waiter }, { kind: "guard", terminal });
      owned.defer(() => guard.done());
    },
    async end() {
      if (detach) return { kind: "detached", standIn: started().pid };
      return { kind: "ended", status: await waitForExit(started()) };
    },
    [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose](),
  };
}
