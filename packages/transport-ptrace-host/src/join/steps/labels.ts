import type { PlanBuilder, Register } from "@sallyport/helper";
import { flags } from "@sallyport/helper";
import type { Command } from "../join-request.ts";
import { AT_FDCWD, O_CLOEXEC, O_PATH, O_WRONLY } from "../kernel-constants.ts";

/**
 * The host's own /proc, for what a process writes about itself: the container's may be something else (CVE-2019-16884,
 * CVE-2023-28642, CVE-2025-52881).
 */
export function openHostProc(plan: PlanBuilder, { oomScoreAdj, labels }: Command): Register | undefined {
  if (oomScoreAdj === undefined && labels.length === 0) return undefined;
  const proc = plan.register("/proc");
  plan.step("open /proc");
  plan.call("openat", [AT_FDCWD, plan.data.string("/proc"), flags(O_PATH, O_CLOEXEC)], { into: proc });
  return proc;
}

/** Closes /proc behind it, unless labels are to be written. */
export function writeOomScore(
  plan: PlanBuilder,
  { oomScoreAdj, labels }: Command,
  proc: Register | undefined,
): void {
  if (oomScoreAdj === undefined || proc === undefined) return;
  plan.step(`set oom_score_adj to ${oomScoreAdj}`);
  writeAboutSelf(plan, proc, "oom_score_adj", String(oomScoreAdj));
  if (labels.length === 0) plan.call("close", [proc]);
}

/** For execve(2), and closes /proc, by which the host can be reached. */
export function writeLabels(plan: PlanBuilder, { labels }: Command, proc: Register | undefined): void {
  if (proc === undefined || labels.length === 0) return;
  for (const { file, text } of labels) {
    plan.step(`set label ${text}`);
    writeAboutSelf(plan, proc, `attr/${file}`, text);
  }
  plan.call("close", [proc]);
}

function writeAboutSelf(plan: PlanBuilder, proc: Register, file: string, text: string): void {
  const opened = plan.register(file);
  const content = plan.data.string(text);
  plan.call("openat", [proc, plan.data.string(`self/${file}`), flags(O_WRONLY, O_CLOEXEC)], { into: opened });
  plan.call("write", [opened, content, content.size - 1]);
  plan.call("close", [opened]);
}
