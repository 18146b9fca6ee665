import { type ProcessAttributes, quoted, SallyportError } from "@sallyport/core";
import type { Command, SecurityLabel } from "../join/join-request.ts";
import type { HostFacts } from "./host-facts.ts";

/**
 * What to write below /proc/PID/attr for the security modules of this kernel. Throws SALLYPORT_UNSUPPORTED for a label of a module
 * that is not there: a command is not to run with less confinement than it is asked to have.
 */
export function labels(
  { apparmorProfile, selinuxLabel }: ProcessAttributes,
  { apparmor, selinux }: Pick<HostFacts, "apparmor" | "selinux">,
): Command["labels"] {
  const found: SecurityLabel[] = [];
  if (selinuxLabel) {
    // runc and crun leave a label out where SELinux is off: policies come and go with the kernel's command line.
    if (selinux) found.push({ module: "SELinux", label: selinuxLabel, file: "exec", text: selinuxLabel });
  }
  if (apparmorProfile && apparmorProfile !== "unconfined") {
    if (!apparmor) throw absent("AppArmor profile", apparmorProfile);
    const text = `exec ${apparmorProfile}`;
    found.push({ module: "AppArmor", label: apparmorProfile, file: apparmor, text });
  }
  return found;
}

function absent(what: string, value: string): SallyportError {
  return new SallyportError(
    "SALLYPORT_UNSUPPORTED",
    `${what} ${quoted(value)}: the security module is not enabled in this kernel`,
  );
}
