import type { ForkedProcess, Label, PlanBuilder, Register } from "@sallyport/helper";
import { flags } from "@sallyport/helper";
import type { CgroupDirectory } from "../../cgroup/directories.ts";
import { AT_FDCWD, CLONE_INTO_CGROUP, O_CLOEXEC, O_PATH, O_WRONLY } from "../kernel-constants.ts";

/** cgroup.procs of one cgroup, open for writing. */
interface OpenedCgroup {
  readonly path: string;
  readonly processes: Register;
}

/**
 * Starts the joining process, which goes on at the label. It is born in the container's cgroup v2, which is much
 * quicker than to be moved there, and moves itself to the others. All are opened by the supervisor: the rights of who
 * opened the file count (cgroups(7), "Delegation"), and in the container's namespaces there may be none. The process
 * keeps none of them open. The result has its id.
 */
export function startInCgroups(
  plan: PlanBuilder,
  joiner: ForkedProcess,
  joining: Label,
  cgroups: readonly CgroupDirectory[],
): Register {
  const legacy = cgroups.filter(({ version }) => version === 1).map(({ path }) => openCgroup(plan, path));
  const v2 = cgroups.find(({ version }) => version === 2);
  const started = plan.label("started");
  const moving = plan.label("moving");
  const unified = plan.register("cgroup.procs of cgroup v2");
  const forked = plan.register("forked");
  const folder = plan.register("cgroup v2");
  if (v2 !== undefined) {
    plan.step(`open cgroup ${v2.path}`);
    plan.call("openat", [AT_FDCWD, plan.data.string(v2.path), flags(O_PATH, O_CLOEXEC)], { into: folder });
    plan.step(startStep);
    const inCgroup = { flags: CLONE_INTO_CGROUP, mayFork: true, cgroup: folder };
    plan.fork(joiner, moving, inCgroup, { into: forked, onError: noCloneInto });
    plan.jumpIf(forked, "at-least", 0, started);
    plan.step(`open cgroup ${v2.path}`);
    openProcesses(plan, v2.path, unified);
  }
  const beingBorn = plan.label("joining cgroup v2");
  plan.step(startStep);
  plan.fork(joiner, beingBorn, { mayFork: true }, { into: forked });
  plan.jump(started);

  plan.place(beingBorn);
  if (v2 !== undefined) enter(plan, { path: v2.path, processes: unified });
  plan.place(moving);
  if (v2 !== undefined) plan.call("close", [folder]);
  for (const cgroup of legacy) enter(plan, cgroup);
  plan.jump(joining);
  plan.place(started);
  return forked;
}

const startStep = "start the process that joins the container";

/** Kernels without clone3, or with another form of it, and a cgroup that takes processes only one by one. */
const noCloneInto = { ignore: ["ENOSYS", "EINVAL", "EOPNOTSUPP", "E2BIG"] } as const;

function openCgroup(plan: PlanBuilder, path: string): OpenedCgroup {
  const processes = plan.register(path);
  plan.step(`open cgroup ${path}`);
  openProcesses(plan, path, processes);
  return { path, processes };
}

function openProcesses(plan: PlanBuilder, path: string, into: Register): void {
  const file = plan.data.string(`${path}/cgroup.procs`);
  plan.call("openat", [AT_FDCWD, file, flags(O_WRONLY, O_CLOEXEC)], { into });
}

function enter(plan: PlanBuilder, { path, processes }: OpenedCgroup): void {
  plan.step(`join cgroup ${path}`);
  plan.call("write", [processes, plan.data.string("0"), 1]);
  plan.call("close", [processes]);
}
