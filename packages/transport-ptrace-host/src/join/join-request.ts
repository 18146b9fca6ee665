import type { CapabilityMasks, SupervisionLevel } from "@sallyport/core";
import type { CgroupDirectory } from "../cgroup/directories.ts";
import type { LinuxNamespace } from "../container/linux-namespaces.ts";
import type { Rlimit } from "../process/rlimits.ts";
import type { AuditRule, PathRule, StructureField } from "@sallyport/helper";

/** All that a plan to start a command in a container is made of. Numbers are the kernel's. */
export interface JoinRequest {
  readonly init: {
    readonly pid: number;
    /** The descriptor of its /proc folder, as the supervisor has it. */
    readonly directory: number;
  };
  /** Those in which the container differs from the supervisor. */
  readonly namespaces: readonly LinuxNamespace[];
  /** Those to be moved to. */
  readonly cgroups: readonly CgroupDirectory[];
  /** We may do on the host what root may. */
  readonly privileged: boolean;
  /** The container's user namespace has no setgroups(2): user_namespaces(7). */
  readonly deniesGroups: boolean;
  /** The supervisor ends once the command has started, and whoever inherits the command reaps it. */
  readonly leave: boolean;
  /** It runs on when the supervisor is killed. */
  readonly orphan: boolean;
  /** Milliseconds until it has to execute its program. */
  readonly startLimit: number;
  readonly command: Command;
  /** Absent: it is waited for, and no more. */
  readonly watch?: Watch;
}

/** How the supervisor watches the command. */
export interface Watch {
  readonly level: SupervisionLevel;
  /** A frame for each birth, program and end. */
  readonly reportProcesses: boolean;
  /** What is recorded of calls that the first filter marks. */
  readonly rules: readonly AuditRule[];
  /** What may be opened by calls that the first filter hands over. */
  readonly paths: readonly PathRule[];
}

export interface Command {
  readonly args: readonly string[];
  /** What to try to execute, in order. */
  readonly candidates: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  readonly additionalGids: readonly number[];
  readonly capabilities: CapabilityMasks;
  /** The highest capability that the kernel knows. */
  readonly lastCapability: number;
  readonly noNewPrivileges: boolean;
  /** Descriptors 0 to 2 are the replica of a pseudo-terminal. */
  readonly terminal: boolean;
  /** The supervisor's descriptors that it keeps under their numbers, 0 to 2 among them; ascending. */
  readonly descriptors: readonly number[];
  /** Those of them that are pipes without a name, which are to belong to the command's user. */
  readonly pipes: readonly number[];
  /** The supervisor's descriptor of a socket that a pidfd is sent over. */
  readonly pidfdSocket: number | undefined;
  readonly umask: number | undefined;
  readonly rlimits: readonly Rlimit[];
  readonly oomScoreAdj: number | undefined;
  /** struct sched_attr. */
  readonly scheduler: readonly StructureField[] | undefined;
  readonly ioPriority: number | undefined;
  /** Masks of sched_setaffinity(2), in the container's cgroup and for the command. */
  readonly initialCpus: Uint8Array | undefined;
  readonly finalCpus: Uint8Array | undefined;
  readonly personality: number | undefined;
  /** Name of its new session keyring. */
  readonly keyring: string | undefined;
  /** For its execve(2). */
  readonly labels: readonly SecurityLabel[];
  /** In the order of their installation. */
  readonly filters: readonly InstalledFilter[];
}

/** What confines the command, by a security module of the kernel. */
export interface SecurityLabel {
  readonly module: "AppArmor" | "SELinux";
  readonly label: string;
  /** Below /proc/PID/attr. */
  readonly file: string;
  /** What is written there. */
  readonly text: string;
}

/** A seccomp filter in classic BPF. */
export interface InstalledFilter {
  readonly program: Uint8Array;
  readonly flags: number;
  /** Not the container's: it hands calls over to our supervisor, or marks them for it. */
  readonly own?: "hands-over" | "marks";
}
