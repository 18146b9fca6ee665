import type { Dialect } from "./dialect.ts";

/**
 * What runtimes and their releases do differently when they complete an exec request from the container (gVisor:
 * commits 0009d4e56, a5ded5404, cb76c858d, 436301196; crun: observed on 1.8.1, but for the environment, which is
 * added to the container's since 1.28).
 */
export interface ExecRules {
  /**
   * Where user, group and additional groups come from when flags do not name them. `whole`: all three from the
   * container, or, once a user is named, none of them.
   */
  readonly identity: "container" | "root" | "whole";
  /** What `--cap` does to the container's capabilities. `replace-usable`: the inheritable set becomes empty. */
  readonly capabilities: "add" | "replace" | "replace-usable";
  /** `complete`: a process file must say it all. `inherit`: the container's cwd and environment fill it up. */
  readonly processFile: "complete" | "inherit";
  /** The ambient set and no_new_privs are read and sent. */
  readonly ambientAndNoNewPrivileges: boolean;
  /** What a command given by flags takes from the container besides: no_new_privs, resource limits and umask. */
  readonly inheritsRestrictions: boolean;
  /** `--env`, `--cap` and `--additional-gids` split their value at commas. */
  readonly splitLists: boolean;
}

/** `newest` is sallyport's own behaviour; the others are asked for with `--compat`. */
export const execRules = {
  newest: {
    identity: "container",
    capabilities: "add",
    processFile: "complete",
    ambientAndNoNewPrivileges: true,
    inheritsRestrictions: true,
    splitLists: false,
  },
  "20240729": {
    identity: "root",
    capabilities: "replace",
    processFile: "inherit",
    ambientAndNoNewPrivileges: false,
    inheritsRestrictions: true,
    splitLists: true,
  },
  "20221219": {
    identity: "root",
    capabilities: "replace",
    processFile: "inherit",
    ambientAndNoNewPrivileges: false,
    inheritsRestrictions: true,
    splitLists: false,
  },
} as const satisfies Record<string, ExecRules>;

export type ExecRulesName = keyof typeof execRules;

export const execRulesNames = ["newest", "20240729", "20221219"] as const satisfies readonly ExecRulesName[];

const crunRules: ExecRules = {
  ...execRules.newest,
  identity: "whole",
  capabilities: "replace-usable",
  inheritsRestrictions: false,
};

/** The rules of crun where it is asked for by name or has made the container; else those of a gVisor release, of which the newest are runc's. */
export function rulesFor(dialect: Dialect | undefined, compat: ExecRulesName): ExecRules {
  return dialect === "crun" ? crunRules : execRules[compat];
}
