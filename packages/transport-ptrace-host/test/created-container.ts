import { closeSync, existsSync, fstatSync, ftruncateSync, mkdirSync, mkdtempSync, openSync } from "node:fs";
import { readdirSync, readlinkSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ContainerRecord, OciConfiguration } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { workspaceFolder } from "@sallyport/testkit";
import { createContainer } from "../src/create/create-container.ts";

/** Makes containers in which `sleep` is run, one after the other. */
export interface ContainerMaker {
  /** A file that all of its processes have open as 0 to 2, the container's too. */
  readonly stream: number;
  /** Makes one, starts it and kills it. @returns "started", or why it was not */
  make(host: Host): Promise<string>;
  /** Ids of the processes of all that were made, supervisors included. */
  left(): number[];
  remove(): void;
}

const hidden = ["nosuid", "noexec", "nodev"];

/** The root file system is empty but for folders of the host. */
function configuration(path: string): OciConfiguration {
  const programs = ["/usr", "/bin", "/lib", "/lib64"].filter((each) => existsSync(each));
  return {
    ociVersion: "1.2.0",
    root: { path, readonly: true },
    hostname: "web",
    process: { cwd: "/", args: ["sleep", "1000"], env: ["PATH=/bin"], noNewPrivileges: true },
    mounts: [
      { destination: "/proc", type: "proc", source: "proc", options: hidden },
      { destination: "/dev", type: "tmpfs", source: "tmpfs", options: ["mode=755"] },
      ...programs.map((each) => ({
        destination: each,
        type: "bind",
        source: each,
        options: ["rbind", "ro"],
      })),
    ],
    linux: {
      namespaces: (["pid", "mount", "uts", "network", "ipc", "cgroup"] as const).map((type) => ({ type })),
      maskedPaths: ["/proc/keys"],
      readonlyPaths: ["/proc/sys"],
    },
  };
}

export function containerMaker(): ContainerMaker {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-create-"));
  const [rootfs, file, fifo] = [join(folder, "rootfs"), join(folder, "stream"), join(folder, "fifo")];
  mkdirSync(rootfs);
  const stream = openSync(file, "w+");
  const container = {
    kind: "sallyport",
    id: "web",
    status: "creating",
    process: { cwd: "/" },
    annotations: {},
    bundle: folder,
    createdAt: "2026-01-01T00:00:00Z",
    owner: "root",
    stateDirectory: "/",
    host: { init: { pid: 0, startTime: 0 }, newKeyring: false },
  } as unknown as ContainerRecord;

  async function start(host: Host): Promise<void> {
    const made = await createContainer(host, {
      configuration: configuration(rootfs),
      container,
      cgroups: [],
      fifo,
      leave: "never",
      supervisor: join(workspaceFolder(), "packages/helper/build/sallyport-supervisor"),
      fds: [stream, stream, stream],
      onInit: () => undefined,
      runHooks: async () => undefined,
    });
    if (made.pid === 0) throw new Error("its process id was not told");
    const started = openSync(fifo, "r+");
    writeSync(started, "s");
    try {
      await made.started;
      await made.process.signal(9, "process");
      await made.process.wait();
    } finally {
      closeSync(started);
    }
  }

  return {
    stream,
    async make(host) {
      ftruncateSync(stream);
      try {
        await start(host);
        return "started";
      } catch (error) {
        return (error as Error).message;
      } finally {
        rmSync(fifo, { force: true });
      }
    },
    left: () => readdirSync("/proc").flatMap((pid) => (hasOpen(pid, file) ? [Number(pid)] : [])),
    remove() {
      closeSync(stream);
      rmSync(folder, { recursive: true });
    },
  };
}

function hasOpen(pid: string, file: string): boolean {
  try {
    return [0, 1, 2].some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === file);
  } catch {
    return false;
  }
}

/** Settles when something has made the file longer. */
export async function lengthened(fd: number): Promise<void> {
  while (fstatSync(fd).size === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}
