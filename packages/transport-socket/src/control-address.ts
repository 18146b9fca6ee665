import type { ContainerRecord } from "@sallyport/core";
import type { SocketAddress } from "@sallyport/host";

/**
 * Where the sandbox's control socket may listen, likeliest first: the recorded address (since January 2023), or
 * the abstract name of older releases; then the state directory, which may be seen at another place than it was
 * when the sandbox started (gVisor 01a3927ad).
 */
export function controlAddresses(container: ContainerRecord): readonly SocketAddress[] {
  const { sandbox, stateDirectory } = container;
  if (sandbox === undefined) return [];
  const besideState = `${stateDirectory}/runsc-${sandbox.id}.sock`;
  const recorded = recordedAddresses(sandbox.id, sandbox.controlAddress);
  const known = recorded.some((address) => address.kind === "path" && address.path === besideState);
  return known ? recorded : [...recorded, { kind: "path", path: besideState }];
}

function recordedAddresses(sandboxId: string, recorded: string | undefined): readonly SocketAddress[] {
  if (recorded === undefined || recorded === "") {
    // Go's library counted a trailing NUL into the name until January 2023.
    const name = `runsc-sandbox.${sandboxId}`;
    return [
      { kind: "abstract", name: `${name}\0` },
      { kind: "abstract", name },
    ];
  }
  return recorded.startsWith("\0")
    ? [{ kind: "abstract", name: recorded.slice(1) }]
    : [{ kind: "path", path: recorded }];
}

/** The address for messages: a path, or the name after an `@`, NULs as `@` too, as /proc/net/unix shows it. */
export function formatAddress(address: SocketAddress): string {
  return address.kind === "path" ? address.path : `@${address.name.replaceAll("\0", "@")}`;
}
