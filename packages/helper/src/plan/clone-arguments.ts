import type { DataSegment, StructurePointer } from "./data-segment.ts";
import { type Operand, type Value, valueOf } from "./operand.ts";

/** clone_args of clone3(2), as far as plans need it. */
export interface ForkRequest {
  readonly flags?: Value;
  /** Default SIGCHLD; 0 with CLONE_PARENT, as the kernel wants it. */
  readonly exitSignal?: number;
  /** A descriptor of a cgroup v2 directory, for CLONE_INTO_CGROUP. */
  readonly cgroup?: Operand;
  /** The process may fork others of the plan. Not for one that those in a container may look into. */
  readonly mayFork?: boolean;
}

const SIGCHLD = 17;
const CLONE_PARENT = 0x8000n;

export function placeCloneArguments(data: DataSegment, request: ForkRequest): StructurePointer {
  const { flags = 0, cgroup = 0 } = request;
  const isSibling = (valueOf(flags) & CLONE_PARENT) !== 0n;
  return data.structure("clone_args", [
    ["flags", "u64", flags],
    ["pidfd", "u64", 0],
    ["child_tid", "u64", 0],
    ["parent_tid", "u64", 0],
    ["exit_signal", "u64", request.exitSignal ?? (isSibling ? 0 : SIGCHLD)],
    ["stack", "u64", 0],
    ["stack_size", "u64", 0],
    ["tls", "u64", 0],
    ["set_tid", "u64", 0],
    ["set_tid_size", "u64", 0],
    // What only a register knows is stored when the plan runs.
    ["cgroup", "u64", typeof cgroup === "object" && cgroup.kind === "register" ? 0 : cgroup],
  ]);
}
