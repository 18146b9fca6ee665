import type { ExecRulesName } from "@sallyport/core";
import type { TransportSources } from "./transports/transport-sources.ts";

/** What holds for every command of one program run: the global flags. */
export interface RuntimeSettings {
  /** State directory; absent: the default of the runtime and user. */
  readonly root: string | undefined;
  /** Id, name or path of a transport; absent: by the container's kind. */
  readonly transport: string | undefined;
  readonly transportSources: TransportSources;
  readonly compat: ExecRulesName;
  /** Keep CAP_NET_RAW. */
  readonly netRaw: boolean;
  /** The waiter's program: an absolute path. Absent: no terminals, no detached commands, no guards. */
  readonly waiter: string | undefined;
}
