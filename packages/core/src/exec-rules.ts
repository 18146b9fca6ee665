/**
 * What gVisor's releases do differently when they complete an exec request from the container
 * (facts: gVisor commits 0009d4e56, a5ded5404, cb76c858d, 436301196).
 */
export interface ExecRules {
  /** Where user, group and additional groups come from when flags do not name them. */
  readonly identity: "container" | "root";
  /** What `--cap` does to the container's capabilities. */
  readonly capabilities: "add" | "replace";
  /** `complete`: a process file must say it all. `inherit`: the container's cwd and environment fill it up. */
  readonly processFile: "complete" | "inherit";
  /** The ambient set and no_new_privs are read and sent. */
  readonly ambientAndNoNewPrivileges: boolean;
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
    splitLists: false,
  },
  "20240729": {
    identity: "root",
    capabilities: "replace",
    processFile: "inherit",
    ambientAndNoNewPrivileges: false,
    splitLists: true,
  },
  "20221219": {
    identity: "root",
    capabilities: "replace",
    processFile: "inherit",
    ambientAndNoNewPrivileges: false,
    splitLists: false,
  },
} as const satisfies Record<string, ExecRules>;

export type ExecRulesName = keyof typeof execRules;

export const execRulesNames = ["newest", "20240729", "20221219"] as const satisfies readonly ExecRulesName[];
