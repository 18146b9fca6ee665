import { readFileSync } from "node:fs";
import { SallyportError } from "@sallyport/core";
import { registerLeftover } from "./leftovers.ts";
import { removeLeftover, restoreSandboxState, type SandboxLeftover } from "./remove-leftover.ts";
import { tryCommand } from "./run-command.ts";
import { readSandboxState, sandboxStatePath } from "./sandbox-state.ts";

/** The duty to remove a sandbox, from before it is made. */
export interface SandboxOwnership {
  /** Notes the state of the sandbox that has come up; gives the sentry's process id. */
  up(): number;
  remove(): Promise<void>;
}

export function ownSandbox(identity: SandboxLeftover): SandboxOwnership {
  let sandbox = identity;
  let forget = registerLeftover({ sandbox });
  return {
    up: () => {
      const pid = readSandboxState(sandbox.root, sandbox.id)?.sandboxPid;
      if (pid === undefined) {
        throw new SallyportError("SALLYPORT_INVALID_STATE", `runsc left no state of sandbox ${sandbox.id}`);
      }
      sandbox = { ...sandbox, state: readFileSync(sandboxStatePath(sandbox.root, sandbox.id), "utf8") };
      const forgetEarlier = forget;
      forget = registerLeftover({ sandbox });
      forgetEarlier();
      return pid;
    },
    remove: async () => {
      restoreSandboxState(sandbox);
      const args = ["--root", sandbox.root, "delete", "--force", sandbox.id];
      // Apart from `removeLeftover`, which would do the same while nothing else of this process can run.
      await tryCommand(sandbox.runsc, args, { timeout: 20_000 }).catch(() => undefined);
      removeLeftover({ owner: process.pid, sandbox });
      forget();
    },
  };
}
