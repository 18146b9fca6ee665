import {
  type ContainerRecord,
  type HookName,
  type HostConfiguration,
  type OciProcess,
  ownRecord,
  type OwnState,
  ownStateVersion,
  type ResourceLimits,
  SallyportError,
} from "@sallyport/core";
import { type Host, type WindowSize, writeFileAtomically } from "@sallyport/host";
import {
  createContainer,
  type CreatedContainer,
  type CreateOptions,
  makeCgroups,
  placeCgroups,
  runHooks,
  startInContainer,
  startOnHost,
  startTimeOf,
} from "@sallyport/transport-ptrace-host";
import { consoleSize } from "../console-size.ts";
import { ownConfigurationFile, startFifo } from "../state/own-containers.ts";
import { readHostConfiguration } from "../state/read-host-configuration.ts";
import { destroy } from "./destroy.ts";
import { hookState } from "./hook-state.ts";
import { type OwnFolder, writeOwnState } from "./own-folder.ts";
import type { Bundle } from "./read-bundle.ts";

type Inherited = "leave" | "reaps" | "root" | "fds" | "supervision" | "onTerminal";

export interface MakeOptions extends Pick<CreateOptions, Inherited> {
  readonly bundle: Bundle;
  /** They count in place of the bundle's. */
  readonly limits?: ResourceLimits | undefined;
  /** The supervisor's program. */
  readonly supervisor: string;
}

export interface MadeContainer extends CreatedContainer {
  readonly state: OwnState;
  readonly record: ContainerRecord;
}

/** Makes a container that waits to be started. Whoever calls holds its folder; nothing is left of it when this fails. */
export async function makeContainer(folder: OwnFolder, options: MakeOptions): Promise<MadeContainer> {
  const { host, id, directory, path } = folder;
  const { bundle, limits, supervisor } = options;
  const { configuration } = bundle;
  const { linux = {} } = configuration;
  let state: OwnState = {
    version: ownStateVersion,
    id,
    pid: 0,
    startTime: 0,
    bundle: bundle.path,
    created: new Date(host.clock.now()).toISOString(),
    cgroups: [],
  };
  let known: HostConfiguration = {};
  const recordNow = (): ContainerRecord => {
    const origin = {
      stateDirectory: directory,
      owner: ownerName(host.process.effectiveUid),
      waitsForStart: true,
    };
    return ownRecord(state, known, origin);
  };
  const note = (change: Partial<OwnState>): void => {
    state = { ...state, ...change };
    writeOwnState(folder, state);
  };

  async function hooks(name: HookName): Promise<void> {
    const start =
      name === "createContainer" ? startInContainer(host, supervisor, recordNow()) : startOnHost(host);
    await runHooks(host, name, configuration.hooks?.[name], hookState(recordNow(), "creating"), start);
  }

  try {
    writeFileAtomically(host, `${path}/${ownConfigurationFile}`, bundle.text, 0o600);
    // As all others will read it: a seccomp profile has numbers that JSON.parse would round.
    known = await readHostConfiguration(host, `${path}/${ownConfigurationFile}`);
    if (known.unreadable !== undefined) {
      throw new SallyportError("SALLYPORT_INVALID_BUNDLE", `config.json: ${known.unreadable}`);
    }
    // Noted before they are made: whoever removes the container then finds them.
    note({ cgroups: placeCgroups(host, linux, `sallyport-${id}-${host.process.pid}`) });
    note({ cgroups: makeCgroups(host, state.cgroups, linux, limits) });
    const created = await createContainer(host, {
      ...options,
      configuration,
      container: recordNow(),
      cgroups: state.cgroups,
      fifo: `${path}/${startFifo}`,
      onInit: (pid) => note({ pid, startTime: startTimeOf(host, pid) }),
      runHooks: hooks,
      terminalSize: await terminalSize(host, configuration.process),
    });
    return { ...created, state, record: recordNow() };
  } catch (error) {
    await destroy(folder, state, configuration.hooks);
    throw error;
  }
}

/** That of ours, where the process does not say. */
async function terminalSize(host: Host, process: OciProcess = {}): Promise<WindowSize | undefined> {
  if (!(process.terminal ?? false)) return undefined;
  const { callersTerminalSize } = await import("@sallyport/console/terminals");
  return consoleSize(process) ?? callersTerminalSize(host);
}

function ownerName(uid: number): string {
  return uid === 0 ? "root" : String(uid);
}
