import { type ContainerRecord, dialectNames, hasErrno, messageOf } from "@sallyport/core";
import { engineNames } from "@sallyport/flags";
import { type Host, readText } from "@sallyport/host";
import { CONTAINER_STORE, openTransport, type Services, SETTINGS } from "@sallyport/runtime";
import { programsOnPath, runtimesIn } from "../install/find-runtime.ts";
import { isStandIn, standInPath } from "../install/stand-in.ts";

export interface Finding {
  /** `note`: something works less well, or is not there and need not be. */
  readonly verdict: "good" | "note" | "wrong";
  readonly subject: string;
  readonly detail: string;
}

const engines = ["podman", "conmon", "containerd", "dockerd", "crio"];
const oldestKernel = [5, 4] as const;
const maximumSize = 4096;

export async function checkMachine(host: Host, services: Services): Promise<readonly Finding[]> {
  return [
    permission(host),
    kernel(host),
    cgroups(host),
    ...ownPrograms(services),
    ...(await containers(services)),
    ...engines.map((name) => engine(host, name)),
    ...dialectNames.map((name) => runtime(host, name)),
    ...standIns(host),
  ];
}

function permission({ process }: Host): Finding {
  return process.effectiveUid === 0
    ? good("user", "root")
    : note("user", `${process.effectiveUid}: containers of root are out of reach`);
}

function kernel(host: Host): Finding {
  const release = textOf(host, "/proc/sys/kernel/osrelease")?.trim() ?? "";
  const [major = 0, minor = 0] = release.split(".").map(Number.parseFloat);
  const [oldest, oldestMinor] = oldestKernel;
  const isNew = major > oldest || (major === oldest && minor >= oldestMinor);
  return isNew
    ? good("kernel", release)
    : wrong("kernel", `${release} is older than ${oldest}.${oldestMinor}`);
}

function cgroups(host: Host): Finding {
  const unified = textOf(host, "/sys/fs/cgroup/cgroup.controllers") !== undefined;
  return good("cgroups", unified ? "version 2" : "version 1, or both");
}

function ownPrograms(services: Services): Finding[] {
  const settings = services.resolve(SETTINGS);
  const lacks = "is not there: run `pnpm build`, or install the package of this platform";
  return (["waiter", "supervisor"] as const).map((name) =>
    settings[name] === undefined ? wrong(name, lacks) : good(name, settings[name]),
  );
}

async function containers(services: Services): Promise<Finding[]> {
  const { containers: found, unreadable } = await services.resolve(CONTAINER_STORE).list();
  const unreachable = await Promise.all(found.map((container) => reach(services, container)));
  return [
    good("containers", `${found.length} found`),
    ...unreadable.map(({ id, error }) => wrong(`container ${id}`, messageOf(error))),
    ...unreachable.filter((finding) => finding !== undefined),
  ];
}

/** Undefined where its state can be asked for. */
async function reach(services: Services, container: ContainerRecord): Promise<Finding | undefined> {
  try {
    await using handle = await openTransport(services, container);
    const status = (await handle.state?.())?.status ?? container.status;
    return status === "running" ? undefined : note(`container ${container.id}`, `is ${status}`);
  } catch (error) {
    return wrong(`container ${container.id}`, messageOf(error));
  }
}

function engine(host: Host, name: string): Finding {
  const [path] = programsOnPath(host, name);
  return path === undefined ? note(name, "is not installed") : good(name, path);
}

function runtime(host: Host, name: string): Finding {
  const [path] = runtimesIn(host, name);
  return path === undefined ? note(name, "is not installed") : good(name, path);
}

/** What install wrote, and whether the runtime in it is still there. */
function standIns(host: Host): Finding[] {
  return engineNames.flatMap((name) =>
    dialectNames.flatMap((dialect) => {
      const path = standInPath({ engine: name, runtime: dialect });
      const text = textOf(host, path);
      if (text === undefined) return [];
      const delegate = /--delegate=(\S+?)'? "\$@"/.exec(text)?.[1] ?? "";
      const isThere = isFile(host, delegate) && !isStandIn(host, delegate);
      return isThere
        ? [good(path, `hands over to ${delegate}`)]
        : [wrong(path, `there is no runtime ${delegate}`)];
    }),
  );
}

function isFile(host: Host, path: string): boolean {
  try {
    return host.files.status(path).kind === "regular";
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "EACCES")) return false;
    throw error;
  }
}

function textOf(host: Host, path: string): string | undefined {
  try {
    return readText(host, path, { maximum: maximumSize });
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "EACCES")) return undefined;
    throw error;
  }
}

function good(subject: string, detail: string): Finding {
  return { verdict: "good", subject, detail };
}

function note(subject: string, detail: string): Finding {
  return { verdict: "note", subject, detail };
}

function wrong(subject: string, detail: string): Finding {
  return { verdict: "wrong", subject, detail };
}
