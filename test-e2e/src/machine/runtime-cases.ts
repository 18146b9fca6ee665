import { findRuntimes, programWithLibraries } from "@sallyport/testkit";
import type { MachineCase } from "./machine-case.ts";

const { oci } = findRuntimes();

/** runc and crun, with what they are linked with. */
export async function runtimePrograms(): Promise<Record<string, string>> {
  const programs = await Promise.all(oci.map((each) => programWithLibraries(`/opt/${each.name}`, each)));
  return Object.assign({}, ...programs);
}

const attributes = "cat /proc/self/attr/current /proc/self/cgroup; grep Seccomp: /proc/self/status";

/** What commands in containers of runc and crun have on cgroup v2 and with AppArmor. */
export const runtimeCases: readonly MachineCase[] = oci.map(({ name, label }) => ({
  title: `a command has what a container of ${label} has, and leaves it as it was`,
  script: `cd /sys/fs/cgroup; ${name} --root /run/${name} run --detach --bundle /bundles/confined theirs
    sallyport --root /run/${name} exec theirs sh -c '${attributes}'
    sallyport --root /run/${name} exec --detach --pid-file /pid theirs sleep 1000; sed 's/session.//' /proc/$(cat /pid)/cgroup
    ${name} --root /run/${name} delete --force theirs; find . -name '*theirs*'`,
  output: "web (enforce)\n0::/\nSeccomp:\t0\n0::/theirs\n",
}));
