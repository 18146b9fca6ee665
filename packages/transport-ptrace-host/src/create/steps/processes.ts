import {
  constant,
  flags,
  type ForkedProcess,
  type Label,
  type PlanBuilder,
  type Register,
} from "@sallyport/helper";
import { type LinuxNamespace, linuxNamespaces } from "../../container/linux-namespaces.ts";
import { AT_FDCWD, CLONE_PARENT, O_CLOEXEC } from "../../join/kernel-constants.ts";
import type { CreateRequest } from "../create-request.ts";
import { initMessage } from "../messages.ts";

/** Opened with the rights of the host, as setns(2) of one of them may take those away. */
export function openNamespaces(
  plan: PlanBuilder,
  joined: CreateRequest["namespaces"]["joined"],
): readonly { readonly name: LinuxNamespace; readonly descriptor: Register }[] {
  return joined.map(({ name, path }) => {
    const descriptor = plan.register(`${name} namespace`);
    plan.step(`open namespace ${path}`);
    plan.call("openat", [AT_FDCWD, plan.data.string(path), O_CLOEXEC], { into: descriptor });
    return { name, descriptor };
  });
}

export function enterNamespaces(plan: PlanBuilder, opened: ReturnType<typeof openNamespaces>): void {
  for (const { name, descriptor } of opened) {
    plan.step(`join ${name} namespace`);
    plan.call("setns", [descriptor, namespaceFlag(name)]);
  }
}

/**
 * Starts the container's first process, born in all its namespaces; who started the supervisor is told its id. The
 * cgroup namespace comes later: its root is where the process is that makes it.
 */
export function startInit(
  plan: PlanBuilder,
  init: ForkedProcess,
  at: Label,
  { namespaces, mapsIds, privileged }: CreateRequest,
): void {
  const created = namespaces.created.filter((name) => name !== "cgroup");
  const pid = plan.register("pid");
  plan.step("start the container's first process");
  // Its maps are files that belong to root where it is not dumpable (proc(5)).
  if (mapsIds && !privileged) plan.call("prctl", [PR_SET_DUMPABLE, 1, 0, 0, 0]);
  plan.fork(init, at, { flags: flags(CLONE_PARENT, ...created.map(namespaceFlag)) }, { into: pid });
  plan.send(initMessage, pid);
  plan.exit(0);
}

/** Waits until its ids are mapped, and takes those of root. */
export function takeIds(
  plan: PlanBuilder,
  { mapsIds, namespaces }: Pick<CreateRequest, "mapsIds" | "namespaces">,
  limit: number,
): void {
  const isJoined = namespaces.joined.some(({ name }) => name === "user");
  if (!mapsIds && !isJoined) return;
  plan.step("become root of the user namespace");
  if (mapsIds) plan.awaitByte(plan.channel, limit);
  plan.call("setresgid", [0, 0, 0]);
  plan.call("setresuid", [0, 0, 0]);
  plan.call("prctl", [PR_SET_DUMPABLE, 0, 0, 0, 0]);
}

export function newCgroupNamespace(plan: PlanBuilder, { created }: CreateRequest["namespaces"]): void {
  if (!created.includes("cgroup")) return;
  plan.step("make a cgroup namespace");
  plan.call("unshare", [namespaceFlag("cgroup")]);
}

const PR_SET_DUMPABLE = 4;

function namespaceFlag(name: LinuxNamespace) {
  const flag = name === "mnt" ? "NS" : name.toUpperCase();
  return constant(`CLONE_NEW${flag}`, linuxNamespaces[name]);
}
