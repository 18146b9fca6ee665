import type { SandboxStats } from "../sandbox-info.ts";

/**
 * What of a sandbox's statistics has a name here. gVisor's are `{event: {data}, containerUsage}` (gVisor facts, 1.5);
 * anything else is left to `raw`.
 */
export function readStats(containerId: string, raw: unknown): SandboxStats {
  const cpuNanoseconds = countAt(raw, "containerUsage", containerId);
  const memoryBytes = countAt(raw, "event", "data", "memory", "usage", "usage");
  const processes = countAt(raw, "event", "data", "pids", "current");
  return {
    ...(cpuNanoseconds === undefined ? {} : { cpuNanoseconds }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(processes === undefined ? {} : { processes }),
    raw,
  };
}

function countAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key)
        ? Reflect.get(inner, key)
        : undefined,
    value,
  );
  return typeof found === "number" && found >= 0 ? found : undefined;
}
