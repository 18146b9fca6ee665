import { capabilityNames, type CapabilityMasks, capabilitySetNames, printable } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { readText } from "@sallyport/host";
import type { ExecExplanation } from "@sallyport/runtime";

export interface ExplanationLine {
  readonly subject: string;
  readonly value: string;
}

const maximumSize = 65_536;
const namespaces = ["cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"];

/**
 * What an exec would do, in the order in which it does it. Of variables the names alone: their values may be secret.
 */
export function explanationLines(host: Host, explained: ExecExplanation): readonly ExplanationLine[] {
  const { container, transport, args, passFds } = explained;
  return [
    line("container", `${container.id} of ${container.kind}, in ${container.stateDirectory}`),
    line("transport", transport),
    ...reached(host, explained),
    ...(args === undefined
      ? []
      : [
          line("command", args.args.map((word) => JSON.stringify(word)).join(" ")),
          line("directory", args.cwd),
          line("user", `${args.uid}:${args.gid}${args.additionalGids.map((gid) => `, ${gid}`).join("")}`),
          line("variables", args.env.map((entry) => entry.split("=")[0]).join(" ")),
          line("terminal", args.terminal ? "one of its own" : "none"),
          line("no_new_privs", args.noNewPrivileges ? "yes" : "no"),
          ...capabilityLines(args.capabilities),
          ...attributeLines(explained),
        ]),
    ...passFds.map(({ host: ours, guest }) => line("descriptor", `${ours} as ${guest}`)),
    ...explained.problems.map(({ message }) => line("fails", message)),
  ];
}

function reached(host: Host, { container }: ExecExplanation): ExplanationLine[] {
  if (container.sandbox !== undefined) {
    const { controlAddress, pid, version } = container.sandbox;
    const address = controlAddress ?? `the control socket of process ${pid}`;
    return [
      line("connects to", `${address}${version === undefined ? "" : `, of release ${version}`}`),
      line("sends", "containerManager.ExecuteAsync, then containerManager.WaitPID"),
    ];
  }
  if (container.host === undefined) return [];
  const { pid } = container.host.init;
  const joined = namespaces.filter((name) => linkOf(host, pid, name) !== linkOf(host, "self", name));
  return [
    line("joins", `namespaces of process ${pid}: ${joined.join(" ")}`),
    line("cgroups", (textOf(host, `/proc/${pid}/cgroup`) ?? "").trim().split("\n").join(" ")),
  ];
}

function capabilityLines(masks: CapabilityMasks): ExplanationLine[] {
  return capabilitySetNames.map((set) => line(set, capabilityNames(masks[set]).join(" ") || "none"));
}

function attributeLines({ container, args }: ExecExplanation): ExplanationLine[] {
  const { attributes } = args ?? {};
  if (attributes === undefined) return [];
  const limits = (attributes.rlimits ?? []).map(({ type, soft, hard }) => `${type}=${soft}:${hard}`);
  return [
    line("seccomp", container.host?.seccomp === undefined ? "no filter" : "the container's filter"),
    line("apparmor", attributes.apparmorProfile || "no profile"),
    line("selinux", attributes.selinuxLabel || "no label"),
    line("limits", limits.join(" ") || "the caller's"),
    line(
      "umask",
      attributes.umask === undefined ? "the caller's" : attributes.umask.toString(8).padStart(4, "0"),
    ),
  ];
}

function line(subject: string, value: string): ExplanationLine {
  return { subject, value: printable(value) };
}

function linkOf(host: Host, pid: number | "self", name: string): string | undefined {
  return quietly(() => host.files.readLink(`/proc/${pid}/ns/${name}`));
}

function textOf(host: Host, path: string): string | undefined {
  return quietly(() => readText(host, path, { maximum: maximumSize }));
}

/** A process that has ended is told of by the container's status. */
function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
