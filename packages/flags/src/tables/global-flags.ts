import { type Dialect, dialectNames } from "@sallyport/core";
import type { FlagTable, FlagValues } from "../flag-table.ts";
import { boolean } from "../types/boolean.ts";
import { choice } from "../types/choice.ts";
import { integer } from "../types/integer.ts";
import { platforms } from "../require-known-platform.ts";
import { string } from "../types/string.ts";
import { acceptedGlobalFlags, hostRuntimeFlags } from "./accepted-global-flags.ts";
import type { GlobalFlagDefinition } from "./global-flag-definition.ts";
import { gvisorReleases } from "./gvisor-release.ts";
import { settingFlags } from "./setting-flags.ts";

const releases = gvisorReleases;

/** The flags in front of the command that sallyport acts on. */
const flags = {
  root: { ...settingFlags.root, releases },
  log: {
    name: "log",
    type: string("FILE", "files"),
    usage: "file to append errors to, as JSON objects",
    releases,
  },
  logFd: {
    name: "log-fd",
    type: integer({ valueName: "FD" }),
    usage: "open descriptor to write errors to, in place of --log; negative for none",
    releases,
  },
  logFormat: {
    name: "log-format",
    type: string("FORMAT", ["text", "json"]),
    usage: "text or json; counts where runc or crun is imitated, the log is JSON otherwise",
    releases,
  },
  debug: { name: "debug", type: boolean, usage: "say more in the debug log", releases },
  debugLog: {
    name: "debug-log",
    type: string("PATH", "files"),
    usage: "file or directory for the debug log",
    releases,
  },
  alsologtostderr: {
    name: "alsologtostderr",
    type: boolean,
    usage: "write the debug log to standard error as well",
    releases,
  },
  netRaw: { ...settingFlags.netRaw, releases },
  platform: {
    name: "platform",
    type: string("NAME", platforms),
    usage: "checked to be a platform of gVisor; the sandbox already has its own",
    releases,
  },
  version: { name: "version", short: "v", type: boolean, usage: "print the version and end", releases },
  dialect: {
    name: "dialect",
    type: choice(dialectNames),
    usage: "runtime whose manners to have; by default the one that the program is called by the name of",
    releases: [],
  },
  delegate: { ...settingFlags.delegate, releases: [] },
  compat: { ...settingFlags.compat, releases: [] },
  transport: { ...settingFlags.transport, releases: [] },
  config: {
    name: "config",
    type: string("FILE", "files"),
    usage: "configuration file that counts more than /etc/sallyport/config.json",
    releases: [],
  },
} as const satisfies Record<string, GlobalFlagDefinition>;

/** All flags in front of the command: the union of what runtimes know and sallyport's own. */
export const globalFlags = {
  scope: "global",
  flags,
  accepted: acceptedGlobalFlags,
} as const satisfies FlagTable;

/** As that runtime reads them: `--rootless` takes the next word in runc and crun, and none in gVisor. */
export function globalFlagsOf(dialect: Dialect | undefined): typeof globalFlags {
  if (dialect === undefined || dialect === "runsc") return globalFlags;
  return { ...globalFlags, accepted: () => [...hostRuntimeFlags, ...acceptedGlobalFlags()] };
}

export type GlobalFlagValues = FlagValues<typeof flags>;
