import { type OciResources, SallyportError } from "@sallyport/core";
import type { CgroupDirectory } from "./directories.ts";
import { legacyDeviceRules } from "./device-rules.ts";

/** What to write to a file of a cgroup. */
export interface CgroupSetting {
  readonly directory: string;
  readonly controller: string;
  readonly file: string;
  readonly value: string;
}

type FileValue = readonly [file: string, value: string];

/**
 * The limits of a configuration as the files of its cgroups take them, in the order of their writing: each in the
 * hierarchy of v1 that has the controller, else in that of v2. Throws SALLYPORT_UNSUPPORTED where there is neither.
 */
export function cgroupSettings(
  directories: readonly CgroupDirectory[],
  resources: OciResources,
): CgroupSetting[] {
  const legacy = legacySettings(resources);
  const unified = unifiedSettings(resources);
  const controllers = [...new Set([...Object.keys(legacy), ...Object.keys(unified)])];
  return controllers.flatMap((controller) => {
    const own = directories.find((each) => each.version === 1 && each.controllers.includes(controller));
    const directory = own ?? directories.find(({ version }) => version === 2);
    const values = (own === undefined ? unified : legacy)[controller] ?? [];
    if (values.length === 0) return [];
    if (directory === undefined) throw missing(controller);
    return values.map(([file, value]) => ({ directory: directory.path, controller, file, value }));
  });
}

function missing(controller: string): SallyportError {
  return new SallyportError(
    "SALLYPORT_UNSUPPORTED",
    `linux.resources: no cgroup with the controller "${controller}" is mounted`,
  );
}

function legacySettings({ memory, cpu, pids, devices }: OciResources): Record<string, FileValue[]> {
  return {
    memory: present([
      ["memory.limit_in_bytes", memory?.limit],
      ["memory.memsw.limit_in_bytes", memory?.swap],
      ["memory.soft_limit_in_bytes", memory?.reservation],
    ]),
    cpu: present([
      ["cpu.shares", cpu?.shares],
      ["cpu.cfs_period_us", cpu?.period],
      ["cpu.cfs_quota_us", cpu?.quota],
    ]),
    cpuset: present([
      ["cpuset.cpus", cpu?.cpus],
      ["cpuset.mems", cpu?.mems],
    ]),
    pids: pids === undefined ? [] : [["pids.max", orMax(pids.limit)]],
    devices: legacyDeviceRules(devices ?? []),
  };
}

function unifiedSettings({ memory, cpu, pids, unified = {} }: OciResources): Record<string, FileValue[]> {
  const settings: Record<string, FileValue[]> = {
    memory: [
      ...limits([
        ["memory.max", memory?.limit],
        ["memory.swap.max", swapAlone(memory)],
      ]),
      ...present([["memory.low", memory?.reservation]]),
    ],
    cpu: [...present([["cpu.weight", weight(cpu?.shares)]]), ...cpuMax(cpu)],
    cpuset: present([
      ["cpuset.cpus", cpu?.cpus],
      ["cpuset.mems", cpu?.mems],
    ]),
    pids: limits([["pids.max", pids?.limit]]),
  };
  for (const [file, value] of Object.entries(unified)) {
    const controller = file.split(".")[0] ?? "";
    settings[controller] = [...(settings[controller] ?? []), [file, value]];
  }
  return settings;
}

/** v2 counts swap by itself, the OCI together with memory. */
function swapAlone(memory: OciResources["memory"]): number | undefined {
  if (memory?.swap === undefined || memory.swap < 0) return memory?.swap;
  return memory.swap - Math.max(0, memory.limit ?? 0);
}

/** From 2 to 262144 shares to a weight of 1 to 10000, as all runtimes do it. */
function weight(shares: number | undefined): number | undefined {
  if (shares === undefined || shares === 0) return undefined;
  return Math.floor(1 + ((Math.min(Math.max(shares, 2), 262_144) - 2) * 9999) / 262_142);
}

const defaultPeriod = 100_000;

function cpuMax(cpu: OciResources["cpu"]): FileValue[] {
  if (cpu?.quota === undefined && cpu?.period === undefined) return [];
  const quota = cpu.quota === undefined || cpu.quota <= 0 ? "max" : cpu.quota;
  return [["cpu.max", `${quota} ${cpu.period || defaultPeriod}`]];
}

function limits(values: readonly (readonly [string, number | undefined])[]): FileValue[] {
  return values.flatMap(([file, value]) => (value === undefined ? [] : [[file, orMax(value)] as const]));
}

function orMax(limit: number): string {
  return limit < 0 ? "max" : String(limit);
}

/** What is 0 or empty is not set: Go writes them for nothing. */
function present(values: readonly (readonly [string, number | string | undefined])[]): FileValue[] {
  return values.flatMap(([file, value]) => (value ? [[file, String(value)] as const] : []));
}
