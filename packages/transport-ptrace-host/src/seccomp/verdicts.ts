import type { SeccompAction } from "@sallyport/core";

/** What a filter returns, in its upper half; the lower half is data. linux/seccomp.h */
export const verdicts = {
  killProcess: 0x8000_0000,
  killThread: 0,
  trap: 0x0003_0000,
  errno: 0x0005_0000,
  notify: 0x7fc0_0000,
  trace: 0x7ff0_0000,
  log: 0x7ffc_0000,
  allow: 0x7fff_0000,
} as const;

const ofActions: Readonly<Record<SeccompAction, number>> = {
  SCMP_ACT_KILL: verdicts.killThread,
  SCMP_ACT_KILL_THREAD: verdicts.killThread,
  SCMP_ACT_KILL_PROCESS: verdicts.killProcess,
  SCMP_ACT_TRAP: verdicts.trap,
  SCMP_ACT_ERRNO: verdicts.errno,
  SCMP_ACT_TRACE: verdicts.trace,
  SCMP_ACT_ALLOW: verdicts.allow,
  SCMP_ACT_LOG: verdicts.log,
  SCMP_ACT_NOTIFY: verdicts.notify,
};

const EPERM = 1;

/** SCMP_ACT_ERRNO and SCMP_ACT_TRACE carry a number, EPERM where the profile gives none. */
function takesErrno(action: SeccompAction): boolean {
  return action === "SCMP_ACT_ERRNO" || action === "SCMP_ACT_TRACE";
}

export function verdictOf(action: SeccompAction, errno: number | undefined): number {
  return takesErrno(action) ? ofActions[action] + (errno ?? EPERM) : ofActions[action];
}

/** Whether an action lets calls pass that nobody has heard of; a tracer is trusted to deal with them, as by runc. */
export function isPermissive(action: SeccompAction): boolean {
  return action === "SCMP_ACT_ALLOW" || action === "SCMP_ACT_LOG" || action === "SCMP_ACT_TRACE";
}
