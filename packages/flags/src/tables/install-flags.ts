import { dialectNames } from "@sallyport/core";
import type { FlagTable } from "../flag-table.ts";
import { boolean } from "../types/boolean.ts";
import { choice } from "../types/choice.ts";

export const engineNames = ["podman", "containerd", "docker"] as const;
export type EngineName = (typeof engineNames)[number];

export const installFlags = {
  scope: "command",
  flags: {
    engine: { name: "engine", type: choice(engineNames), usage: "whose configuration it is" },
    runtime: { name: "runtime", type: choice(dialectNames), usage: "the runtime to stand in front of" },
    dryRun: {
      name: "dry-run",
      short: "n",
      type: boolean,
      usage: "print what would be written, and write nothing",
    },
  },
} as const satisfies FlagTable;

export type InstallFlags = (typeof installFlags)["flags"];
