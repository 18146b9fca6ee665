import { createFakeHost, type FakeHost, type FakeHostOptions } from "@sallyport/host/fake";
import { type SentryRequest, type SentryScript, serveScript } from "@sallyport/testkit";
import { type CliRun, programs, runCli } from "./run-cli.ts";

export const root = "/run/state";
export const sandboxPid = 4321;

export interface StateOptions {
  readonly status?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Release of the sandbox. */
  readonly version?: string;
}

/** The state file of a container, by its path, as the `files` of a fake host. */
export function stateFile(id: string, { status = "running", annotations, version }: StateOptions = {}) {
  const state = {
    id,
    status,
    spec: { process: { user: { uid: 7, gid: 8 }, cwd: "/srv", env: ["PATH=/bin"] }, annotations },
    bundleDir: `/bundles/${id}`,
    createdAt: "2026-01-02T03:04:05Z",
    owner: "root",
    sandbox: {
      id,
      pid: sandboxPid,
      controlSocketPath: `${root}/runsc-${id}.sock`,
      metricMetadata: { version: version ?? "0.0~20260821.0" },
    },
  };
  return { [`${root}/${id}_sandbox:${id}.state`]: JSON.stringify(state) };
}

export interface SandboxRun extends CliRun {
  readonly requests: readonly Pick<SentryRequest, "method" | "arg">[];
  readonly host: FakeHost;
}

const address = { kind: "path", path: `${root}/runsc-web.sock` } as const;

/** Runs `sallyport --root … <args>` beside the container `web`, whose sandbox answers by the script. */
export async function runBesideSandbox(
  args: readonly string[],
  script: SentryScript = {},
  { files, ...options }: FakeHostOptions = {},
): Promise<SandboxRun> {
  const host = createFakeHost({
    argv: ["sallyport", "--root", root, ...args],
    files: { "/dev/null": "", ...stateFile("web"), ...files },
    processes: [sandboxPid],
    programs,
    ...options,
  });
  const answers = { "containerManager.ContainerRuntimeState": { result: 2 }, ...script };
  const sentry = serveScript(host, host.sockets.listen(address, 16), { address, script: answers });
  const run = await runCli(host);
  await sentry.close();
  return { ...run, host, requests: sentry.requests.map(({ method, arg }) => ({ method, arg })) };
}
