import { execRulesNames } from "@sallyport/core";
import type { FlagDefinitions, FlagValues } from "../flag-table.ts";
import { boolean } from "../types/boolean.ts";
import { choice } from "../types/choice.ts";
import { duration } from "../types/duration.ts";
import { string } from "../types/string.ts";

/** Flags whose value may also come from a variable or from the configuration, where its key is the same. */
export const settingFlags = {
  root: {
    name: "root",
    type: string("DIR", "directories"),
    usage: "directory of the containers' state files",
  },
  delegate: {
    name: "delegate",
    type: string("FILE", "files"),
    usage: "runtime to hand over to what sallyport does not do itself",
  },
  transport: {
    name: "transport",
    type: string("ID", "transports"),
    usage: "transport to reach the sandbox by, in place of the one that its kind asks for",
  },
  compat: {
    name: "compat",
    type: choice(execRulesNames),
    usage: "gVisor release whose behaviour to imitate",
  },
  netRaw: { name: "net-raw", type: boolean, usage: "let commands have CAP_NET_RAW" },
  detachKeys: {
    name: "detach-keys",
    type: string("KEYS"),
    usage: "keys that leave the command running and its terminal behind; empty for none (ctrl-p,ctrl-q)",
  },
  detachTimeout: {
    name: "detach-timeout",
    type: duration,
    usage: "how long the start of a detached command may take (10s)",
  },
  drainTimeout: {
    name: "drain-timeout",
    type: duration,
    usage: "how long to wait, once all output is delivered, for processes that hold the streams open (2s)",
  },
  orphan: {
    name: "orphan",
    type: boolean,
    usage: "leave the command running when sallyport is killed",
  },
} as const satisfies FlagDefinitions;

export type SettingKey = keyof typeof settingFlags;
export type SettingValues = FlagValues<typeof settingFlags>;

/** The environment variable that says the same as the flag: SALLYPORT_DETACH_KEYS for `--detach-keys`. */
export function settingVariable(key: SettingKey): string {
  return `SALLYPORT_${settingFlags[key].name.toUpperCase().replaceAll("-", "_")}`;
}
