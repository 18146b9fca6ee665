import type { SignalForwarding } from "@sallyport/console";
import type { Host } from "@sallyport/host";
import type { SandboxHandle } from "@sallyport/transport";
import type { RuntimeSettings } from "../runtime-settings.ts";
import type { ExecOptions } from "./exec-options.ts";
import type { Target } from "./find-target.ts";

/** What the steps of one exec share. */
export interface ExecContext {
  readonly host: Host;
  readonly settings: RuntimeSettings;
  readonly options: ExecOptions;
  readonly target: Target;
  readonly handle: SandboxHandle;
  readonly signals: Pick<SignalForwarding, "interruptTyped">;
}
