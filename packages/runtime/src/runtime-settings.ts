import type { ExecRulesName } from "@sallyport/core";

/** What holds for every command of one program run: the global flags. */
export interface RuntimeSettings {
  /** State directory; absent: the default of the runtime and user. */
  readonly root: string | undefined;
  /** Transport id; absent: by the container's kind. */
  readonly transport: string | undefined;
  readonly compat: ExecRulesName;
  /** Keep CAP_NET_RAW. */
  readonly netRaw: boolean;
  /** The waiter's program: an absolute path. Absent: no terminals, no detached commands, no guards. */
  readonly waiter: string | undefined;
}
