import type { ContainerRecord } from "./container-record.ts";
import type { HostConfiguration } from "./host-configuration.ts";

/** What is read of runc's state.json (1.0 to 1.5). */
export interface RuncState {
  readonly id: string;
  readonly init_process_pid: number;
  readonly init_process_start: number;
  /** RFC 3339. */
  readonly created?: string | undefined;
  readonly config: {
    /** `name=value`; `bundle=` names the bundle. */
    readonly labels?: readonly string[] | undefined;
    readonly no_new_keyring?: boolean | undefined;
  };
}

/** What a state file does not say itself. */
export interface HostOrigin {
  readonly stateDirectory: string;
  /** Name of the state file's owner. */
  readonly owner: string;
  /** An exec.fifo is still there: the container was created and waits to be started. */
  readonly waitsForStart: boolean;
}

const bundleLabel = "bundle=";

/** The bundle's path; undefined where no label has it. */
export function runcBundle(state: RuncState): string | undefined {
  return state.config.labels?.find((label) => label.startsWith(bundleLabel))?.slice(bundleLabel.length);
}

export function runcRecord(
  state: RuncState,
  configuration: HostConfiguration,
  origin: HostOrigin,
): ContainerRecord {
  const { config } = state;
  return {
    kind: "runc",
    id: state.id,
    status: origin.waitsForStart ? "created" : "running",
    process: configuration.process ?? {},
    annotations: configuration.annotations ?? {},
    bundle: runcBundle(state) ?? "",
    createdAt: state.created ?? "",
    owner: origin.owner,
    stateDirectory: origin.stateDirectory,
    sandbox: undefined,
    host: {
      init: { pid: state.init_process_pid, startTime: state.init_process_start },
      newKeyring: config.no_new_keyring !== true,
      seccomp: configuration.linux?.seccomp,
      personality: configuration.linux?.personality,
      unreadable: configuration.unreadable,
    },
  };
}
