import { type OciIdMapping, type OciLinux, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { writeFile } from "../cgroup/write-file.ts";

/** Gives a new user namespace its ids (user_namespaces(7)). Whoever is not root may map his own id, and no other. */
export async function mapIds(
  host: Host,
  pid: number,
  { uidMappings = [], gidMappings = [] }: Pick<OciLinux, "uidMappings" | "gidMappings">,
): Promise<void> {
  const isRoot = host.process.effectiveUid === 0;
  if (isRoot || isSingle(uidMappings)) {
    if (!isRoot) writeFile(host, `/proc/${pid}/setgroups`, "deny");
    writeFile(host, `/proc/${pid}/uid_map`, lines(uidMappings));
    writeFile(host, `/proc/${pid}/gid_map`, lines(gidMappings));
    return;
  }
  await runMapper(host, "/usr/bin/newuidmap", pid, uidMappings);
  await runMapper(host, "/usr/bin/newgidmap", pid, gidMappings);
}

function isSingle([first, second]: readonly OciIdMapping[]): boolean {
  return first?.size === 1 && second === undefined;
}

/** In one write: the kernel takes no second one. */
function lines(mappings: readonly OciIdMapping[]): string {
  return mappings.map(({ containerID, hostID, size }) => `${containerID} ${hostID} ${size}\n`).join("");
}

/** The set-user-id programs of shadow, which check /etc/subuid and /etc/subgid. */
async function runMapper(
  host: Host,
  program: string,
  pid: number,
  mappings: readonly OciIdMapping[],
): Promise<void> {
  const numbers = mappings.flatMap(({ containerID, hostID, size }) => [containerID, hostID, size]);
  const nothing = host.files.open("/dev/null", { access: "read-write" });
  try {
    const argv = [program, String(pid), ...numbers.map(String)];
    const child = host.children.spawn({
      executable: program,
      argv,
      environment: {},
      fds: [nothing, nothing, 2],
    });
    const status = await child.exited;
    if (status === 0) return;
    throw new SallyportError("SALLYPORT_START_FAILED", `${argv.join(" ")}: wait status ${status}`, {
      hint: "/etc/subuid and /etc/subgid list the ids that a user may map",
    });
  } finally {
    host.descriptors.close(nothing);
  }
}
