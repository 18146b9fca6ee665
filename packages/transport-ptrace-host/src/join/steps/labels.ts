import { quoted } from "@sallyport/core";
import { flags, type OnError, type PlanBuilder, type Register } from "@sallyport/helper";
import { makeMount } from "../../create/steps/file-systems.ts";
import type { Command, SecurityLabel } from "../join-request.ts";
import { AT_FDCWD, O_CLOEXEC, O_PATH, O_WRONLY } from "../kernel-constants.ts";

/** A /proc of the host's, for what a process writes about itself. */
export interface HostProc {
  readonly directory: Register;
  /** It is kept until the labels are written. */
  readonly forLabels: boolean;
}

/**
 * The container's own /proc may be something else (CVE-2019-16884, CVE-2023-28642, CVE-2025-52881).
 *
 * @param hasUserNamespace the command is in another user namespace than we are
 */
export function openHostProc(
  plan: PlanBuilder,
  { oomScoreAdj, labels }: Command,
  hasUserNamespace: boolean,
): HostProc | undefined {
  const forLabels = hasUserNamespace && labels.length > 0;
  if (oomScoreAdj === undefined && !forLabels) return undefined;
  const directory = plan.register("/proc");
  if (!forLabels) {
    openProc(plan, directory);
    return { directory, forLabels };
  }
  const refused = plan.label("refused");
  const opened = plan.label("opened");
  makeProc(plan, directory, { goto: refused, on: ["EPERM"] });
  plan.jump(opened);
  plan.place(refused);
  openProc(plan, directory);
  plan.place(opened);
  return { directory, forLabels };
}

function openProc(plan: PlanBuilder, into: Register): void {
  plan.step("open /proc");
  plan.call("openat", [AT_FDCWD, plan.data.string("/proc"), flags(O_PATH, O_CLOEXEC)], { into });
}

/** Before anybody is born in the container, who could reach the host by what is open. */
export function writeOomScore(plan: PlanBuilder, { oomScoreAdj }: Command, proc: HostProc | undefined): void {
  if (oomScoreAdj === undefined || proc === undefined) return;
  plan.step(`set oom_score_adj to ${oomScoreAdj}`);
  writeAboutSelf(plan, proc.directory, "oom_score_adj", String(oomScoreAdj));
  if (!proc.forLabels) plan.call("close", [proc.directory]);
}

export function labelStep({ module, label }: SecurityLabel): string {
  return `set ${module} label ${quoted(label)}`;
}

/**
 * For execve(2), by the process itself, which others in the container see by now: through a /proc that shows no more
 * than the container's. In a user namespace the kernel may refuse that, and there nobody has rights on the host.
 */
export function writeLabels(plan: PlanBuilder, { labels }: Command, host: HostProc | undefined): void {
  if (labels.length === 0) return;
  const own = plan.register("own /proc");
  const proc = host?.forLabels === true ? host.directory : own;
  if (proc === own) makeProc(plan, own);
  for (const each of labels) {
    plan.step(labelStep(each));
    writeAboutSelf(plan, proc, `attr/${each.file}`, each.text);
  }
  plan.call("close", [proc]);
}

/** Mounted nowhere: nothing is above it. */
function makeProc(plan: PlanBuilder, into: Register, onError?: OnError): void {
  plan.step("make a /proc that is mounted nowhere");
  const fileSystem = plan.register("file system of /proc");
  makeMount({ plan, fileSystem }, into, { type: "proc", ...(onError && { onError }) });
}

function writeAboutSelf(plan: PlanBuilder, proc: Register, file: string, text: string): void {
  const opened = plan.register(file);
  const content = plan.data.string(text);
  plan.call("openat", [proc, plan.data.string(`self/${file}`), flags(O_WRONLY, O_CLOEXEC)], { into: opened });
  plan.call("write", [opened, content, content.size - 1]);
  plan.call("close", [opened]);
}
