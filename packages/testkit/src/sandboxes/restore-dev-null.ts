import { chmodSync, chownSync, statSync } from "node:fs";

/**
 * Gives `/dev/null` back to root. `runsc exec` makes the sandbox's user the owner of what it gets as standard
 * streams, device nodes too (gVisor `Sandbox.configureStdios`), and later processes then fail to open it.
 */
export function restoreDevNull(): void {
  if (process.geteuid?.() !== 0) return;
  const { uid, gid, mode } = statSync("/dev/null");
  if (uid !== 0 || gid !== 0) chownSync("/dev/null", 0, 0);
  if ((mode & 0o777) !== 0o666) chmodSync("/dev/null", 0o666);
}
