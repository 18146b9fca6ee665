import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ContainerRecord, ExecArgs } from "@sallyport/core";
import { parseProcessStat } from "../src/container/process-stat.ts";

/** Namespaces with a first process, which are joined as those of a container are. */
export interface JoinedNamespaces {
  readonly container: ContainerRecord;
  /** A file with the content `host` on the host, and `inside` in the namespaces. */
  readonly marker: string;
  /** Runs a shell's script inside, as root with all capabilities. */
  run(script: string): Promise<string>;
  remove(): Promise<void>;
}

const namespaces = ["--mount", "--pid", "--uts", "--ipc"];

export async function startNamespaces(): Promise<JoinedNamespaces> {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-join-"));
  const marker = join(folder, "marker");
  writeFileSync(marker, "host");
  const script = `mount -t proc proc /proc && mount -t tmpfs tmpfs ${folder} && printf inside >${marker} && echo && exec sleep 100000`;
  const unshare = [...namespaces, "--fork", "--kill-child", "--propagation", "private", "sh", "-c", script];
  const monitor = spawn("unshare", unshare, { stdio: ["ignore", "pipe", "inherit"] });
  await once(monitor.stdout, "data");
  const pid = Number(readFileSync(`/proc/${monitor.pid}/task/${monitor.pid}/children`, "latin1"));
  const startTime = parseProcessStat(readFileSync(`/proc/${pid}/stat`, "latin1"))?.startTime ?? 0;
  return {
    container: {
      kind: "runc",
      id: "web",
      status: "running",
      process: { cwd: "/" },
      annotations: {},
      bundle: "/",
      createdAt: "2026-01-01T00:00:00Z",
      owner: "root",
      stateDirectory: "/",
      host: { init: { pid, startTime }, newKeyring: false },
    } as unknown as ContainerRecord,
    marker,
    async run(its) {
      const words = ["-t", String(pid), ...namespaces, "sh", "-c", its];
      return (await promisify(execFile)("nsenter", words)).stdout;
    },
    async remove() {
      const ended = once(monitor, "exit");
      monitor.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

/** `sleep` as root without capabilities. */
export const execArgs: ExecArgs = {
  containerId: "web",
  args: ["sleep", "1000"],
  env: ["PATH=/usr/bin:/bin", "HOME=/"],
  cwd: "/",
  uid: 0,
  gid: 0,
  additionalGids: [],
  capabilities: { bounding: 0, effective: 0, inheritable: 0, permitted: 0, ambient: 0 },
  noNewPrivileges: false,
  terminal: false,
  attributes: { oomScoreAdj: 500 },
};
