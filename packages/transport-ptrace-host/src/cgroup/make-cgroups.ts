import {
  hasErrno,
  type OciLinux,
  type OciResources,
  type ResourceLimits,
  SallyportError,
  withContext,
} from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import type { CgroupDirectory } from "./directories.ts";
import { askedLimits, setLimit } from "./set-limit.ts";
import { cgroupSettings } from "./settings.ts";
import { writeFile } from "./write-file.ts";

/**
 * Makes cgroups, and sets the limits. Where we may not, a container without limits does without. @returns those that
 * the container has. The caller removes what was made when this throws.
 *
 * @param limits count in place of the configuration's
 */
export function makeCgroups(
  host: Host,
  directories: readonly CgroupDirectory[],
  { cgroupsPath, resources = {} }: Pick<OciLinux, "cgroupsPath" | "resources">,
  limits: ResourceLimits = {},
): CgroupDirectory[] {
  const settings = cgroupSettings(directories, withoutLimits(resources, limits));
  const limited = askedLimits(directories, limits);
  const isAsked = Boolean(cgroupsPath) || Object.keys(resources).length > 0;
  const made = directories.filter((directory) => {
    const own = settings.filter((setting) => setting.directory === directory.path);
    const flags = limited.filter((each) => each.directory === directory).map((each) => each.limited);
    const needed = [...own.map(({ controller }) => controller), ...flags];
    try {
      makeCgroup(host, directory, [...new Set(needed)]);
      return true;
    } catch (error) {
      const [flag] = flags;
      if (flag !== undefined) throw withContext(`--${flag}`, error);
      if (isAsked || !hasErrno(error, "EACCES", "EPERM", "EROFS")) throw error;
      return false;
    }
  });
  for (const { directory, file, value } of settings) {
    if (made.some(({ path }) => path === directory)) writeFile(host, `${directory}/${file}`, value);
  }
  for (const each of limited) setLimit(host, each);
  return made;
}

function withoutLimits({ memory, pids, cpu, ...others }: OciResources, limits: ResourceLimits): OciResources {
  return {
    ...others,
    memory: limits.memory === undefined ? memory : { ...memory, limit: undefined, swap: undefined },
    pids: limits.pids === undefined ? pids : undefined,
    cpu: limits.cpu === undefined ? cpu : { ...cpu, quota: undefined, period: undefined },
  };
}

function makeCgroup(
  host: Host,
  { version, path, controllers }: CgroupDirectory,
  needed: readonly string[],
): void {
  const names = path.split("/");
  for (let depth = 2; depth <= names.length; depth++) {
    const [parent, each] = [names.slice(0, depth - 1).join("/"), names.slice(0, depth).join("/")];
    if (version === 2) passOn(host, parent, needed);
    if (isDirectory(host, each)) continue;
    host.files.makeDirectory(each, 0o755);
    // Nobody can be in one without processors and memory.
    if (version === 1 && controllers.includes("cpuset")) inheritCpuset(host, parent, each);
  }
}

/** Lets the cgroups below have the controllers, as far as there are such. */
function passOn(host: Host, path: string, controllers: readonly string[]): void {
  const words = (file: string) => readIfPresent(host, `${path}/${file}`)?.trim().split(" ") ?? [];
  const [known, passed] = [words("cgroup.controllers"), words("cgroup.subtree_control")];
  for (const controller of controllers.filter((each) => known.includes(each) && !passed.includes(each))) {
    if (hasProcesses(host, path)) throw undivided(path, controller);
    writeFile(host, `${path}/cgroup.subtree_control`, `+${controller}`);
  }
}

/** The root, which has no type, may have some and pass controllers on all the same. cgroups(7) */
function hasProcesses(host: Host, path: string): boolean {
  const isRoot = readIfPresent(host, `${path}/cgroup.type`) === undefined;
  return !isRoot && readText(host, `${path}/cgroup.procs`).trim() !== "";
}

function undivided(path: string, controller: string): SallyportError {
  return new SallyportError(
    "SALLYPORT_UNSUPPORTED",
    `cgroup ${path} has processes of its own, and none below it can have controller ${controller}`,
    { hint: "linux.cgroupsPath names a place where there can be limits" },
  );
}

function inheritCpuset(host: Host, parent: string, path: string): void {
  for (const file of ["cpuset.cpus", "cpuset.mems"]) {
    writeFile(host, `${path}/${file}`, readText(host, `${parent}/${file}`).trim());
  }
}

function isDirectory(host: Host, path: string): boolean {
  try {
    return host.files.status(path).kind === "directory";
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return false;
    throw error;
  }
}

function readIfPresent(host: Host, path: string): string | undefined {
  try {
    return readText(host, path);
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
}
