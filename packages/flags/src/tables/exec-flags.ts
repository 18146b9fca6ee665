import type { FlagTable, FlagValues } from "../flag-table.ts";
import { additionalGids } from "../types/additional-gids.ts";
import { boolean } from "../types/boolean.ts";
import { capabilityList } from "../types/capability-list.ts";
import { fdMappingList } from "../types/fd-mapping-list.ts";
import { integer, largestInt32 } from "../types/integer.ts";
import { optionalDescriptor } from "../types/optional-descriptor.ts";
import { stringList } from "../types/string-list.ts";
import { string } from "../types/string.ts";
import { user } from "../types/user.ts";
import { yesOrNo } from "../types/yes-or-no.ts";
import { settingFlags } from "./setting-flags.ts";
import { watchFlags } from "./watch-flags.ts";

/**
 * The flags of `exec`: gVisor's, and those of runc and crun. What has a meaning on the host's own kernel alone is
 * refused for a sandbox, so that nobody relies on it.
 */
export function execFlags(rules: { readonly splitLists: boolean }) {
  const lists = { splitAtCommas: rules.splitLists };
  return {
    scope: "command",
    flags: {
      cwd: {
        name: "cwd",
        short: "w",
        aliases: ["workdir"],
        type: string("PATH"),
        usage: "working directory of the command, in the container",
      },
      env: {
        name: "env",
        short: "e",
        type: stringList({ ...lists, valueName: "NAME=VALUE" }),
        usage: "environment variable to set; repeatable",
      },
      user: {
        name: "user",
        short: "u",
        type: user,
        usage: "user and group to run as, by number; by name where the container's own files tell it",
      },
      additionalGids: {
        name: "additional-gids",
        short: "g",
        type: additionalGids(lists),
        usage: "supplementary group; repeatable",
      },
      cap: {
        name: "cap",
        short: "c",
        type: capabilityList(lists),
        usage: "capability to grant; repeatable",
      },
      detach: {
        name: "detach",
        short: "d",
        type: boolean,
        usage: "return once the command has started",
      },
      process: {
        name: "process",
        short: "p",
        type: string("FILE", "files"),
        usage: "OCI process in JSON, in place of a command and the flags that describe it",
      },
      pidFile: {
        name: "pid-file",
        type: string("FILE", "files"),
        usage: "file to write the host process id to, once the command has started",
      },
      internalPidFile: {
        name: "internal-pid-file",
        type: string("FILE", "files"),
        usage: "file to write the process id inside the sandbox to",
      },
      consoleSocket: {
        name: "console-socket",
        type: string("PATH", "files"),
        usage: "unix socket that receives the master of the command's terminal",
      },
      passFd: {
        name: "pass-fd",
        type: fdMappingList,
        usage: "open descriptor to pass on, and its number in the container; repeatable",
      },
      execFd: {
        name: "exec-fd",
        type: optionalDescriptor,
        usage: "open descriptor of the program to run; negative for none",
      },
      tty: {
        name: "tty",
        short: "t",
        type: yesOrNo,
        usage: "give the command a terminal",
      },
      interactive: {
        name: "interactive",
        short: "i",
        type: boolean,
        usage: "accepted, without effect: the command always has sallyport's standard input",
      },
      preserveFds: {
        name: "preserve-fds",
        type: integer({ unsigned: true, maximum: largestInt32 }),
        usage: "how many descriptors from 3 on to pass under their own numbers",
      },
      detachKeys: settingFlags.detachKeys,
      detachTimeout: settingFlags.detachTimeout,
      drainTimeout: settingFlags.drainTimeout,
      orphan: settingFlags.orphan,
      report: {
        name: "report",
        type: string("FILE", "files"),
        usage: "file to write how the exec ended to, as one JSON object; - for standard error",
      },
      cgroup: {
        name: "cgroup",
        type: stringList({ splitAtCommas: false, valueName: "[CONTROLLERS:]PATH" }),
        usage: "cgroup below the container's to run in; repeatable",
      },
      ignorePaused: {
        name: "ignore-paused",
        type: boolean,
        usage: "start in a paused container; the command waits with it",
      },
      apparmor: { name: "apparmor", type: string("PROFILE"), usage: "AppArmor profile of the command" },
      processLabel: { name: "process-label", type: string("LABEL"), usage: "SELinux label of the command" },
      pidfdSocket: {
        name: "pidfd-socket",
        type: string("PATH", "files"),
        usage: "unix socket that receives a pidfd of the command",
      },
      noNewPrivs: {
        name: "no-new-privs",
        type: boolean,
        usage: "keep the command from gaining privileges by set-user-id programs",
      },
      ...watchFlags,
    },
  } as const satisfies FlagTable;
}

export type ExecFlags = ReturnType<typeof execFlags>["flags"];
export type ExecFlagValues = FlagValues<ExecFlags>;
