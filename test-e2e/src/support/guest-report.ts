import { type CapabilitySets, parseCapabilities } from "./guest-capabilities.ts";

/** What a process in a sandbox knows of itself. */
interface GuestReport {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly cwd: string;
  /** Sorted: the sandbox shuffles it. */
  readonly env: readonly string[];
  readonly capabilities: CapabilitySets;
}

const separator = "----\n";
const parts = ["/bin/cat /proc/$$/status", "/bin/cat /proc/$$/environ", "pwd -P"];
/** The shell's own environment as it was given to it, unlike that of its children; needs no `PATH`. */
const command = ["/bin/sh", "-c", parts.join("; echo ----; ")];

function parse(stdout: string): GuestReport {
  const [status = "", environment = "", cwd = ""] = stdout.split(separator);
  const numbers = (name: string) => {
    const [, line = ""] = new RegExp(`^${name}:([^\\n]*)$`, "m").exec(status) ?? [];
    return line.trim().split(/\s+/).filter(Boolean).map(Number);
  };
  return {
    uid: numbers("Uid")[0] ?? -1,
    gid: numbers("Gid")[0] ?? -1,
    groups: numbers("Groups"),
    cwd: cwd.trimEnd(),
    env: environment.split("\0").slice(0, -1).toSorted(),
    capabilities: parseCapabilities(status),
  };
}

export const guestReport = { command, parse };
