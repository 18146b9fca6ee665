import type { FlagDefinitions, FlagTable, FlagValues } from "../flag-table.ts";
import { boolean } from "../types/boolean.ts";
import { integer } from "../types/integer.ts";
import { string } from "../types/string.ts";
import { watchFlags } from "./watch-flags.ts";

const flags = {
  bundle: {
    name: "bundle",
    short: "b",
    type: string("DIR", "directories"),
    usage: "folder with the container's config.json (.)",
  },
  consoleSocket: {
    name: "console-socket",
    type: string("PATH", "files"),
    usage: "unix socket that receives the master of the container's terminal",
  },
  pidFile: {
    name: "pid-file",
    type: string("FILE", "files"),
    usage: "file to write the host process id of the container's first process to",
  },
  preserveFds: {
    name: "preserve-fds",
    type: integer({ unsigned: true, maximum: 1024 }),
    usage: "how many descriptors from 3 on to pass under their own numbers",
  },
  ...watchFlags,
} as const satisfies FlagDefinitions;

export const createFlags = { scope: "command", flags } as const satisfies FlagTable;

export const runFlags = {
  scope: "command",
  flags: {
    ...flags,
    detach: { name: "detach", short: "d", type: boolean, usage: "return once the container has started" },
    keep: { name: "keep", type: boolean, usage: "do not remove the container when it has ended" },
  },
} as const satisfies FlagTable;

export type CreateFlagValues = FlagValues<typeof flags>;
