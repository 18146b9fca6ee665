import type { FlagTable, FlagValues } from "../flag-table.ts";
import { boolean } from "../types/boolean.ts";
import { integer } from "../types/integer.ts";
import { string } from "../types/string.ts";
import { acceptedGlobalFlags } from "./accepted-global-flags.ts";
import type { GlobalFlagDefinition } from "./global-flag-definition.ts";
import { gvisorReleases } from "./gvisor-release.ts";
import { settingFlags } from "./setting-flags.ts";

const releases = gvisorReleases;

/** The flags in front of the command that sallyport acts on. */
const flags = {
  root: { ...settingFlags.root, releases },
  log: { name: "log", type: string("FILE"), usage: "file to append errors to, as JSON objects", releases },
  logFd: {
    name: "log-fd",
    type: integer({ valueName: "FD" }),
    usage: "open descriptor to write errors to, in place of --log; negative for none",
    releases,
  },
  logFormat: {
    name: "log-format",
    type: string("FORMAT"),
    usage: "accepted; the error log is JSON whatever it says",
    releases,
  },
  debug: { name: "debug", type: boolean, usage: "say more in the debug log", releases },
  debugLog: {
    name: "debug-log",
    type: string("PATH"),
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
    type: string("NAME"),
    usage: "checked to be a platform of gVisor; the sandbox already has its own",
    releases,
  },
  version: { name: "version", type: boolean, usage: "print the version and end", releases },
  compat: { ...settingFlags.compat, releases: [] },
  transport: { ...settingFlags.transport, releases: [] },
  config: {
    name: "config",
    type: string("FILE"),
    usage: "configuration file that counts more than /etc/sallyport/config.json",
    releases: [],
  },
} as const satisfies Record<string, GlobalFlagDefinition>;

/** All flags in front of the command: the union of the known releases and sallyport's own. */
export const globalFlags = {
  scope: "global",
  flags,
  accepted: acceptedGlobalFlags,
} as const satisfies FlagTable;

export type GlobalFlagValues = FlagValues<typeof flags>;
