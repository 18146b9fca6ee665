import {
  hasErrno,
  type OciConfiguration,
  type OciMount,
  type OciProcess,
  SallyportError,
} from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import type { Services } from "../composition-root.ts";
import { exec } from "../exec/exec.ts";
import { supervisorProgram } from "../supervisor-program.ts";
import { HOST, SETTINGS } from "../tokens.ts";
import { defaultConfiguration, rootlessConfiguration } from "./default-configuration.ts";
import { destroy } from "./destroy.ts";
import { makeContainer } from "./make-container.ts";
import { ownFolder, withNewFolder } from "./own-folder.ts";
import { ownIds } from "./own-ids.ts";
import type { ProcessEnd } from "./process-end.ts";
import { startCreated } from "./start.ts";
import type { WatchOptions } from "../watch/watch-options.ts";
import { storageMounts } from "./storage-mounts.ts";

export interface DoOptions extends WatchOptions {
  readonly args: readonly string[];
  /** `NAME=value`, added to our own environment. */
  readonly env: readonly string[];
  /** The host's network in place of none. */
  readonly network: boolean;
  /** The working directory is the host's own, to be written to; else it can be read. */
  readonly writable: boolean;
  readonly terminal: boolean;
}

/**
 * Runs a command in a sandbox on the host's own root, of which nothing is left afterwards but what it was to keep. Its
 * init reaps, and the command joins: as an init of its own it would be deaf to most signals (pid_namespaces(7)).
 */
export async function runEphemeral(services: Services, options: DoOptions): Promise<ProcessEnd> {
  const host = services.resolve(HOST);
  const { limits } = options;
  const isRoot = host.process.effectiveUid === 0;
  const supervisor = supervisorProgram(services.resolve(SETTINGS));
  const configuration = ephemeralConfiguration(host, options);
  const folder = ownFolder(services, `do-${host.process.pid}`);
  const nothing = host.files.open("/dev/null", { access: "read-write" });
  const made = await withNewFolder(folder, async () => {
    const container = await makeContainer(folder, {
      bundle: { path: "/", configuration, text: JSON.stringify(configuration) },
      root: { kind: isRoot ? "host-overlay" : "host-read-only" },
      // The command and what comes from it are all that there is, but for the init.
      limits: limits?.pids === undefined ? limits : { ...limits, pids: limits.pids + 1 },
      supervisor,
      leave: "never",
      reaps: true,
      fds: [nothing, nothing, nothing],
    });
    try {
      await startCreated(folder, container.record, undefined, supervisor);
      await container.started;
      return container;
    } catch (error) {
      await destroy(folder, container.state, undefined);
      throw error;
    }
  }).finally(() => host.descriptors.close(nothing));
  try {
    return await execute(services, folder.id, commandOf(host, options), {
      ...options,
      supervision: options.supervision ?? { level: "tree", policy: {} },
    });
  } finally {
    await destroy(folder, made.state, undefined);
  }
}

async function execute(
  services: Services,
  containerId: string,
  process: OciProcess,
  { supervision, traceFile, timeLimit }: WatchOptions,
): Promise<ProcessEnd> {
  const outcome = await exec(services, {
    supervision,
    traceFile,
    timeLimit,
    request: {
      containerId,
      process: { kind: "specification", process, env: [] },
      passFds: [],
      execFd: undefined,
    },
    detach: false,
    detachTimeout: 0,
    orphan: false,
    pidFile: undefined,
    internalPidFile: undefined,
    consoleSocket: undefined,
    detachKeys: "",
    drainTimeout,
  });
  if (outcome.kind === "ended") return outcome;
  throw new Error("a command without detach keys was left");
}

/** Milliseconds for output of processes that the command left behind. */
const drainTimeout = 2000;

function commandOf(host: Host, { args, env, terminal }: DoOptions): OciProcess {
  const own = Object.entries(host.process.environment).map(([name, value]) => `${name}=${value}`);
  return {
    ...defaultConfiguration().process,
    terminal,
    args,
    env: [...own, ...env],
    cwd: host.process.workingDirectory(),
    rlimits: [],
  };
}

function ephemeralConfiguration(host: Host, { network, writable }: DoOptions): OciConfiguration {
  const isRoot = host.process.effectiveUid === 0;
  const {
    process,
    linux,
    mounts = [],
    ...common
  } = isRoot ? defaultConfiguration() : rootlessConfiguration(ownIds(host));
  const namespaces = (linux?.namespaces ?? []).filter(({ type }) => type !== "network");
  return {
    ...common,
    root: { path: "/" },
    hostname: "sallyport-do",
    process: { ...process, terminal: false, cwd: "/", rlimits: [] },
    mounts: [
      ...(isRoot ? storageMounts(readText(host, "/proc/self/mountinfo")) : []),
      ...mounts,
      scratch("/tmp", "1777"),
      scratch("/run", "755"),
      ...(network ? nameServers(host) : []),
      ...workingDirectory(host.process.workingDirectory(), writable),
    ],
    linux: {
      ...linux,
      namespaces: [...namespaces, ...(network ? [] : [{ type: "network" as const }])],
    },
  };
}

function workingDirectory(path: string, writable: boolean): OciMount[] {
  if (path !== "/") {
    const options = ["rbind", ...(writable ? [] : ["rro"]), "nosuid", "nodev"];
    return [{ destination: path, type: "bind", source: path, options }];
  }
  if (!writable) return [];
  throw new SallyportError("SALLYPORT_USAGE", "--rw in / would be the whole machine", {
    hint: "change to the folder that is to be written to",
  });
}

/** Sockets of the host's services, and other people's files, are nothing for a sandbox. */
function scratch(destination: string, mode: string): OciMount {
  return { destination, type: "tmpfs", source: "tmpfs", options: ["nosuid", "nodev", `mode=${mode}`] };
}

/** The file may be a link to one below /run, which is hidden. */
function nameServers(host: Host): OciMount[] {
  const path = "/etc/resolv.conf";
  try {
    const target = host.files.readLink(path);
    const source = target.startsWith("/") ? target : `/etc/${target}`;
    return [{ destination: source, type: "bind", source, options: ["bind", "ro"] }];
  } catch (error) {
    if (hasErrno(error, "EINVAL", "ENOENT")) return [];
    throw error;
  }
}
