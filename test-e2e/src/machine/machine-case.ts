import type { OciConfiguration } from "@sallyport/core";
import { type Changes, usualMounts, usualNamespaces } from "../support/use-bundles.ts";

/** Something to do on a machine of its own, and what is to come of it. */
export interface MachineCase {
  /** Of a test. */
  readonly title: string;
  /** For its shell. */
  readonly script: string;
  /** All that the script writes. */
  readonly output: string;
}

/** A bundle at /bundles/NAME, whose process sleeps where nothing else is said. */
export function bundle(name: string, { process, root, linux, ...changes }: Changes): Record<string, string> {
  const configuration: OciConfiguration = {
    ociVersion: "1.0.2",
    process: { args: ["/bin/sleep", "1000"], env: ["PATH=/bin"], cwd: "/", ...process },
    root: { path: "/rootfs", ...root },
    mounts: usualMounts,
    ...changes,
    linux: { namespaces: usualNamespaces, ...linux },
  };
  return { [`/bundles/${name}/config.json`]: JSON.stringify(configuration) };
}

export const shell = (script: string) => ({ args: ["/bin/sh", "-c", script] });

/**
 * Cases that share the container `web`, which is started before them and removed after them; their scripts run in its
 * cgroup.
 */
export function inContainer(bundleName: string, cases: readonly MachineCase[]): readonly MachineCase[] {
  return [
    {
      title: `a container is made: ${bundleName}`,
      script: `sallyport run --detach --bundle /bundles/${bundleName} web`,
      output: "",
    },
    ...cases.map((each) => ({
      ...each,
      script: `cd /sys/fs/cgroup/session/sallyport-web-*; ${each.script}`,
    })),
    {
      title: `nothing is left of it: ${bundleName}`,
      script: "sallyport delete --force web; ls /run/sallyport; ls -d /sys/fs/cgroup/session/*/",
      output: "/sys/fs/cgroup/session/caller/\n",
    },
  ];
}
