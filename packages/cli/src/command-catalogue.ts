import type { Command } from "./command.ts";

interface CatalogueEntry {
  readonly summary: string;
  load(): Promise<Command>;
}

/** Every command, with the line that `help` shows; the code of one is loaded only when it is called. */
export const commandCatalogue: Readonly<Record<string, CatalogueEntry>> = {
  exec: {
    summary: "run a command in a container",
    load: async () => (await import("./commands/exec.ts")).execCommand,
  },
  list: {
    summary: "list containers",
    load: async () => (await import("./commands/list.ts")).listCommand,
  },
  state: {
    summary: "show a container's state as OCI JSON",
    load: async () => (await import("./commands/state.ts")).stateCommand,
  },
  ps: {
    summary: "list the processes in a container",
    load: async () => (await import("./commands/ps.ts")).psCommand,
  },
  wait: {
    summary: "wait for a container or a process in it",
    load: async () => (await import("./commands/wait.ts")).waitCommand,
  },
  kill: {
    summary: "send a signal to a container or a process in it",
    load: async () => (await import("./commands/kill.ts")).killCommand,
  },
  transports: {
    summary: "list the transports that are built in, configured or installed",
    load: async () => (await import("./commands/transports.ts")).transportsCommand,
  },
  config: {
    summary: "show what is configured",
    load: async () => (await import("./commands/config.ts")).configCommand,
  },
  version: {
    summary: "show the version",
    load: async () => (await import("./commands/version.ts")).versionCommand,
  },
};
