import { supervisionLevels } from "@sallyport/core";
import type { FlagDefinitions, FlagValues } from "../flag-table.ts";
import { choice } from "../types/choice.ts";
import { duration } from "../types/duration.ts";
import { integer } from "../types/integer.ts";
import { processors } from "../types/processors.ts";
import { size } from "../types/size.ts";
import { string } from "../types/string.ts";

/** The most that `pids.max` takes. */
const mostPids = 4_194_304;

/** How a command is watched and held to limits, for all commands of sallyport that start one. */
export const watchFlags = {
  supervise: {
    name: "supervise",
    type: choice(supervisionLevels),
    usage: "how closely to watch the command and all that comes from it (none)",
  },
  trace: {
    name: "trace",
    type: string("FILE", "files"),
    usage: "file to write what the command does to, as JSON lines; implies --supervise audit",
  },
  policy: {
    name: "policy",
    type: string("FILE", "files"),
    usage: "policy in JSON: what may be opened, which calls fail; implies --supervise enforce",
  },
  timeout: {
    name: "timeout",
    type: duration,
    usage: "end the command with SIGTERM after that time; sallyport ends with 124 then",
  },
  killAfter: {
    name: "kill-after",
    type: duration,
    usage: "kill it so long after that; sallyport ends with 137 then (10s)",
  },
  memory: { name: "memory", type: size, usage: "the most memory that the command may use" },
  pids: {
    name: "pids",
    type: integer({ unsigned: true, maximum: mostPids }),
    usage: "the most processes and threads that the command may have",
  },
  cpu: { name: "cpu", type: processors, usage: "the most processors' time that the command may use" },
} as const satisfies FlagDefinitions;

export type WatchFlagValues = FlagValues<typeof watchFlags>;
