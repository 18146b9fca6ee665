import type { WaitStatus } from "@sallyport/core";
import type { AbandonedStart, SandboxProcess } from "@sallyport/transport";

export type SupervisionEnd =
  | { readonly kind: "ended"; readonly status: WaitStatus }
  | { readonly kind: "detached"; readonly standIn: number };

/**
 * Who waits for the command, and who acts when that one is killed. It is readied before the command starts, so that
 * a signal to whoever stands for the command is not lost. Disposing of it ends what is not needed any more.
 */
export interface Supervision extends AsyncDisposable {
  /** The host process that stands for the command. */
  readonly hostPid: number;
  /** Settles when no signal to that process is lost: the command is not started before. Absent: none is. */
  readonly ready?: Promise<void>;
  begin(process: SandboxProcess): Promise<void>;
  /** Settles when the command ended, or when it is left on its own. */
  end(): Promise<SupervisionEnd>;
  /** Has a command killed that the sandbox may still start; without it, such a command is left. */
  giveUp?(start: AbandonedStart): Promise<void>;
}
