import type { Dialect, ExecRulesName } from "@sallyport/core";
import type { Target } from "./exec/find-target.ts";
import type { TransportSources } from "./transports/transport-sources.ts";

/** What holds for every command of one program run: the global flags. */
export interface RuntimeSettings {
  /** State directory; absent: the default of the runtime and user. */
  readonly root: string | undefined;
  /** Id, name or path of a transport; absent: by the container's kind. */
  readonly transport: string | undefined;
  /** A transport that the program has by itself, used in place of any other. Its containers are its own. */
  readonly ownTransport?: Pick<Target, "transport" | "options">;
  readonly transportSources: TransportSources;
  readonly compat: ExecRulesName;
  /** Whose manners count; absent: those of the runtime that made the container. */
  readonly dialect?: Dialect | undefined;
  /** Keep CAP_NET_RAW. */
  readonly netRaw: boolean;
  /** The waiter's program: an absolute path. Absent: no terminals, no detached commands, no guards. */
  readonly waiter: string | undefined;
  /** The supervisor's program: an absolute path. Absent: no commands on the host's own kernel. */
  readonly supervisor: string | undefined;
}
