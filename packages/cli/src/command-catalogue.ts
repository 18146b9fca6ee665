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
  do: {
    summary: "run a command in a sandbox on this machine's own root",
    load: async () => (await import("./commands/do.ts")).doCommand,
  },
  run: {
    summary: "create a container from a bundle and start it",
    load: async () => (await import("./commands/run.ts")).runCommand,
  },
  spec: {
    summary: "write a config.json to start from",
    load: async () => (await import("./commands/spec.ts")).specCommand,
  },
  create: {
    summary: "create a container from a bundle",
    load: async () => (await import("./commands/create.ts")).createCommand,
  },
  start: {
    summary: "start a container that was created",
    load: async () => (await import("./commands/start.ts")).startCommand,
  },
  pause: {
    summary: "hold all processes of a container",
    load: async () => (await import("./commands/pause.ts")).pauseCommand,
  },
  resume: {
    summary: "let the processes of a paused container go on",
    load: async () => (await import("./commands/pause.ts")).resumeCommand,
  },
  delete: {
    summary: "remove a container",
    load: async () => (await import("./commands/delete.ts")).deleteCommand,
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
  conform: {
    summary: "try whether a transport keeps to its contract",
    load: async () => (await import("./commands/conform.ts")).conformCommand,
  },
  "create-transport": {
    summary: "write the package of a new transport",
    load: async () => (await import("./commands/create-transport.ts")).createTransportCommand,
  },
  config: {
    summary: "show what is configured",
    load: async () => (await import("./commands/config.ts")).configCommand,
  },
  install: {
    summary: "put sallyport in front of an engine's runtime",
    load: async () => (await import("./commands/install.ts")).installCommand,
  },
  uninstall: {
    summary: "undo what install did",
    load: async () => (await import("./commands/uninstall.ts")).uninstallCommand,
  },
  explain: {
    summary: "tell what an exec would do",
    load: async () => (await import("./commands/explain.ts")).explainCommand,
  },
  doctor: {
    summary: "look at what sallyport needs on this machine",
    load: async () => (await import("./commands/doctor.ts")).doctorCommand,
  },
  completion: {
    summary: "have a shell complete commands, flags and containers",
    load: async () => (await import("./commands/completion.ts")).completionCommand,
  },
  man: {
    summary: "print a manual page",
    load: async () => (await import("./commands/man.ts")).manCommand,
  },
  features: {
    summary: "show what sallyport does itself, as OCI JSON",
    load: async () => (await import("./commands/features.ts")).featuresCommand,
  },
  version: {
    summary: "show the version",
    load: async () => (await import("./commands/version.ts")).versionCommand,
  },
};
