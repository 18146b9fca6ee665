/** Newest first. Their wire protocols differ: 20221219 has no guest descriptor numbers, and an abstract socket. */
export const runscReleases = ["20240729", "20221219"] as const;

export type RunscRelease = (typeof runscReleases)[number];

export type RunscPlatform = "systrap" | "ptrace";

/** A real runsc binary, and the platform its sandboxes run on here. */
export interface Runsc {
  /** As `runsc --version` has it: the eight digits of a date. */
  readonly release: string;
  readonly path: string;
  readonly platform: RunscPlatform;
  /** `runsc 20240729 (systrap)`: for the name of a `describe`, from which reports tell what was run against. */
  readonly label: string;
}

export const ociRuntimeNames = ["runc", "crun"] as const;

export type OciRuntimeName = (typeof ociRuntimeNames)[number];

/** A real runtime for containers on the host's own kernel. */
export interface OciRuntime {
  readonly name: OciRuntimeName;
  readonly path: string;
  /** `LD_LIBRARY_PATH` that it is run with. */
  readonly libraries: string;
  /** `runc 1.1.5`: for the name of a `describe`. */
  readonly label: string;
}

/** What a root file system is filled from. */
export interface RootfsContents {
  /** Path of a static busybox. */
  readonly busybox: string;
  /** Folder of the compiled guest programs. */
  readonly programs: string;
}

/** A real conmon, the monitor between podman or cri-o and a runtime. */
export interface Conmon {
  /** `conmon 2.1.6`. */
  readonly label: string;
  /** The words that run it. */
  readonly command: readonly string[];
}

/** Real engines, which call runtimes. */
export interface Engines {
  /** `podman 4.3.1`. */
  readonly podman: string;
  /** `containerd 1.6.20`. */
  readonly containerd: string;
  /** Holds `usr/bin` with podman, containerd, its shims and ctr, and `usr/share/containers`. */
  readonly folder: string;
  /** `LD_LIBRARY_PATH` that they are run with. */
  readonly libraries: string;
}

/** Shells beside bash: the words that run each. */
export interface Shells {
  readonly zsh: readonly string[];
  readonly fish: readonly string[];
}

export interface MissingComponent {
  readonly label: string;
  readonly reason: string;
}

/** What real sandboxes can be made of on this machine. */
export interface Runtimes {
  readonly runsc: readonly Runsc[];
  readonly oci: readonly OciRuntime[];
  readonly contents: RootfsContents;
  readonly conmon: Conmon | undefined;
  readonly engines: Engines | undefined;
  readonly shells: Shells | undefined;
  /** What should be here and is not, and why. */
  readonly missing: readonly MissingComponent[];
}
