import type { RuntimeSettings } from "../src/runtime-settings.ts";

/** Where the fake host has its waiter. */
export const waiterPath = "/usr/libexec/sallyport-waiter";

/** The settings of a program run without global flags, in a state directory of the tests. */
export function runtimeSettings(changes: Partial<RuntimeSettings> = {}): RuntimeSettings {
  return {
    root: "/run/state",
    transport: undefined,
    transportSources: { configuration: [], packageFolders: [], importModule: undefined },
    compat: "newest",
    netRaw: false,
    waiter: waiterPath,
    supervisor: undefined,
    ...changes,
  };
}
