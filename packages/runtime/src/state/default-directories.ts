import type { Host } from "@sallyport/host";

// Where each runtime keeps its state when `--root` does not say. An empty XDG_RUNTIME_DIR counts as none: podman sets it so.

export function runscDirectory(host: Host): string {
  return inRuntimeDirectory(host, "runsc") ?? "/var/run/runsc";
}

/** For root it is the same whatever the environment says. */
export function runcDirectory(host: Host): string {
  const own = host.process.effectiveUid === 0 ? undefined : inRuntimeDirectory(host, "runc");
  return own ?? "/run/runc";
}

export function crunDirectory(host: Host): string {
  return inRuntimeDirectory(host, "crun") ?? "/run/crun";
}

/** Of the containers that sallyport makes itself; as runc's. */
export function ownDirectory(host: Host): string {
  const own = host.process.effectiveUid === 0 ? undefined : inRuntimeDirectory(host, "sallyport");
  return own ?? "/run/sallyport";
}

function inRuntimeDirectory(host: Host, name: string): string | undefined {
  const directory = host.process.environment["XDG_RUNTIME_DIR"];
  return directory ? `${directory}/${name}` : undefined;
}
