import type { FdMapping, ResourceLimits, SupervisionLevel, WaitStatus } from "@sallyport/core";
import type { Host, WindowSize } from "@sallyport/host";
import type {
  ExecCircumstances,
  ListedContainer,
  SandboxHandle,
  SandboxProcess,
  TransportCapabilities,
} from "@sallyport/transport";
import type { GivenProgram } from "./conformance-target.ts";
import type { GuestAction } from "./guest-action.ts";

/** One thing that every transport does, or that those do that declare it; plain data, without a test framework. */
export interface ConformanceCase {
  /** `group/name`, stable. */
  readonly id: string;
  /** A sentence about transports. */
  readonly title: string;
  /** Why it does not apply to a transport with these capabilities; undefined when it does. */
  readonly requires?: (capabilities: TransportCapabilities) => string | undefined;
  /** What it needs of those who run it, besides the transport. */
  readonly needs?: "sacrifice" | "executable";
  /** Rejects when the transport fails it. */
  readonly run: (context: ConformanceContext) => Promise<void>;
}

/** What a case has to work with. All that it opens and starts is given back and ended when it is over. */
export interface ConformanceContext {
  readonly host: Host;
  readonly capabilities: TransportCapabilities;
  readonly containerId: string;
  /** An opened container, the same for the whole case. */
  readonly handle: SandboxHandle;
  /** One more. */
  readonly open: () => Promise<SandboxHandle>;
  /** Starts a program with pipes. */
  readonly start: (what: CaseCommand, options?: StartOptions) => Promise<Running>;
  /** Runs it to its end, and to the end of its output. */
  readonly run: (what: CaseCommand, options?: StartOptions) => Promise<Finished>;
  /** Rejects a request that sallyport does not refuse for the sake of that capability. */
  readonly refuse: (
    asked: StartOptions,
    capability: keyof TransportCapabilities,
    circumstances?: Partial<ExecCircumstances>,
  ) => void;
  /** The containers that the transport lists. Rejects with SALLYPORT_UNSUPPORTED where it lists none. */
  readonly listed: () => Promise<readonly ListedContainer[]>;
  /** Lets time pass for the sandbox. */
  readonly passTime: (milliseconds: number) => Promise<void>;
  /** Descriptors of this process that are open; undefined where that cannot be found out. */
  readonly countDescriptors: () => number | undefined;
  /** A sandbox to be destroyed; for cases that need one. */
  readonly sacrifice: () => Promise<OpenedSacrifice>;
  /** A program of the host's; for cases that need one. */
  readonly executable: GivenProgram;
  /** Descriptors of the caller's, closed at the end of the case. */
  readonly pipe: () => { readonly read: number; readonly write: number };
}

/** What a program does, or a command line to the letter. */
export type CaseCommand = GuestAction | readonly string[];

interface OpenedSacrifice {
  readonly handle: SandboxHandle;
  /** The sandbox dies, and every connection to it with it. */
  readonly destroy: () => Promise<void>;
}

export interface StartOptions {
  /** Of which container; that of the case by default. */
  readonly handle?: SandboxHandle;
  /** What stdin holds before its end. Default: nothing. */
  readonly input?: Uint8Array | string;
  /** Stdin has no end until `endInput`. */
  readonly inputStaysOpen?: boolean;
  /** Standard error is the same pipe as standard output; always where the transport cannot keep them apart. */
  readonly merged?: boolean;
  /** `NAME=value`. */
  readonly env?: readonly string[];
  readonly cwd?: string;
  readonly user?: { readonly uid?: number; readonly gid?: number };
  readonly additionalGids?: readonly number[];
  readonly capabilities?: readonly string[];
  readonly noNewPrivileges?: boolean;
  readonly passFds?: readonly FdMapping[];
  readonly execFd?: number;
  /** Cgroups below the container's. */
  readonly cgroups?: readonly string[];
  readonly limits?: ResourceLimits;
  readonly supervision?: SupervisionLevel;
  /** It outlives whoever starts it. */
  readonly detach?: boolean;
  /** Settles when nobody waits for the start any more. */
  readonly abandoned?: Promise<void>;
  /** All three streams are one terminal. */
  readonly terminal?: WindowSize;
}

export interface Finished {
  readonly status: WaitStatus;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

export interface Running {
  readonly process: SandboxProcess;
  /** What it has written so far. */
  readonly stdout: Output;
  readonly stderr: Output;
  /** Settles when all of it is taken; rejects with errno EPIPE when nobody reads any more. */
  readonly write: (data: Uint8Array | string) => Promise<void>;
  readonly endInput: () => void;
  /** How it ended, and all output until the end of both streams. */
  readonly finish: () => Promise<Finished>;
  /** Gives its terminal another size, as whoever runs the command would. */
  readonly resize: (size: WindowSize) => Promise<void>;
}

export interface Output {
  readonly bytes: () => Uint8Array;
  readonly text: () => string;
  /** Settles once the text is there; rejects when the stream ends without. */
  readonly shows: (text: string) => Promise<void>;
  /** What is there now and was not read yet is read too. */
  readonly readNow: () => Uint8Array;
  /** Reads no more, and closes the stream. */
  readonly close: () => void;
  /** Settles at the end of the stream. */
  readonly ended: Promise<void>;
}
