import { hasErrno, type OciLinux } from "@sallyport/core";
import { type Host, readText, writeAll } from "@sallyport/host";
import type { CgroupDirectory } from "./directories.ts";
import { cgroupSettings } from "./settings.ts";

/**
 * Makes cgroups, and sets the limits. Where we may not, a container without limits does without. @returns those that
 * the container has. The caller removes what was made when this throws.
 */
export function makeCgroups(
  host: Host,
  directories: readonly CgroupDirectory[],
  { cgroupsPath, resources = {} }: Pick<OciLinux, "cgroupsPath" | "resources">,
): CgroupDirectory[] {
  const settings = cgroupSettings(directories, resources);
  const isAsked = Boolean(cgroupsPath) || Object.keys(resources).length > 0;
  const made = directories.filter((directory) => {
    const own = settings.filter((setting) => setting.directory === directory.path);
    try {
      makeCgroup(host, directory, [...new Set(own.map(({ controller }) => controller))]);
      return true;
    } catch (error) {
      if (isAsked || !hasErrno(error, "EACCES", "EPERM", "EROFS")) throw error;
      return false;
    }
  });
  for (const { directory, file, value } of settings) {
    if (made.some(({ path }) => path === directory)) writeFile(host, `${directory}/${file}`, value);
  }
  return made;
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
  const known = readIfPresent(host, `${path}/cgroup.controllers`)?.trim().split(" ") ?? [];
  for (const controller of controllers.filter((each) => known.includes(each))) {
    writeFile(host, `${path}/cgroup.subtree_control`, `+${controller}`);
  }
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

/** In one write, as the files of cgroups want it. */
export function writeFile(host: Host, path: string, text: string): void {
  const fd = host.files.open(path, { access: "write" });
  try {
    writeAll(host, fd, host.text.encode(text));
  } finally {
    host.descriptors.close(fd);
  }
}
