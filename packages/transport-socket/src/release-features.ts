import { parseGvisorRelease, type SandboxRecord } from "@sallyport/core";

/** What the sandbox of a record understands. Anything not known to be there counts as absent. */
export interface ReleaseFeatures {
  /** `containerManager.ContainerRuntimeState` (gVisor 90e177fd8). `maybe`: ask, and believe "unknown method". */
  readonly runtimeState: "yes" | "maybe" | "no";
  /** `GuestFDs` (gVisor d1f3b45b3): without it, descriptor n of the message is descriptor n of the process. */
  readonly guestFds: boolean;
  /** One descriptor more than `GuestFDs` is the program (gVisor 761bda09a). */
  readonly execFd: boolean;
  /** `NoNewPrivileges` is obeyed (gVisor 436301196). */
  readonly noNewPrivileges: boolean;
  /** Signal mode 3 (gVisor 7afe64181). An older sentry panics at a mode that it does not know. */
  readonly processGroupSignal: boolean;
  /** What `containerManager.Event` takes. `id-or-none`: an id, and nothing where that is refused. */
  readonly eventArgument: "id" | "id-or-none" | "none";
}

/** Records without a control address are of releases up to January 2023, which named no release in it either. */
const oldestRelease = 20221219;

/** Features by release; where the record names none, by whether it has a control address. */
export function releaseFeatures(sandbox: SandboxRecord | undefined): ReleaseFeatures {
  const release =
    parseGvisorRelease(sandbox?.version) ?? (sandbox?.controlAddress ? undefined : oldestRelease);
  const since = (first: number): boolean => release !== undefined && release >= first;
  const before = (first: number): boolean => release !== undefined && release < first;
  return {
    runtimeState: since(20240429) ? "yes" : before(20240429) ? "no" : "maybe",
    guestFds: since(20230320),
    execFd: since(20230403),
    noNewPrivileges: since(20250820),
    processGroupSignal: since(20260413),
    eventArgument: since(20240520) ? "id" : before(20230130) ? "none" : "id-or-none",
  };
}
