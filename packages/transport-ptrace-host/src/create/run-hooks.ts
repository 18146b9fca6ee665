import {
  decodeWaitStatus,
  hasErrno,
  type HookName,
  messageOf,
  type OciHook,
  SallyportError,
  signalName,
} from "@sallyport/core";
import type { Host } from "@sallyport/host";

/** What a hook reads on its standard input. https://github.com/opencontainers/runtime-spec/blob/v1.2.0/runtime.md#state */
export interface HookState {
  readonly ociVersion: string;
  readonly id: string;
  readonly status: string;
  readonly pid?: number;
  readonly bundle: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Where a hook runs: something that starts a program with these descriptors and tells its wait status. */
export type StartHook = (hook: OciHook, fds: readonly number[]) => HookRun;

interface HookRun {
  /** The raw wait status. */
  readonly ended: Promise<number>;
  kill(): void;
}

const SIGKILL = 9;

/** On the host, in our own namespaces. */
export function startOnHost(host: Host): StartHook {
  return ({ path, args, env = [] }, fds) => {
    const child = host.children.spawn({
      executable: path,
      argv: args ?? [path],
      environment: Object.fromEntries(env.map((entry) => splitEntry(entry))),
      fds,
    });
    return { ended: child.exited, kill: () => host.signals.send(child.pid, SIGKILL) };
  };
}

function splitEntry(entry: string): readonly [string, string] {
  const equals = entry.indexOf("=");
  return equals === -1 ? [entry, ""] : [entry.slice(0, equals), entry.slice(equals + 1)];
}

/** Runs hooks one after the other. Throws SALLYPORT_START_FAILED for the first that fails, or takes too long. */
export async function runHooks(
  host: Host,
  name: HookName,
  hooks: readonly OciHook[] | undefined,
  state: HookState,
  start: StartHook,
): Promise<void> {
  for (const hook of hooks ?? []) await runHook(host, name, hook, state, start);
}

async function runHook(
  host: Host,
  name: HookName,
  hook: OciHook,
  state: HookState,
  start: StartHook,
): Promise<void> {
  const { read: theirs, write: input } = host.descriptors.pipe();
  const nothing = host.files.open("/dev/null", { access: "write" });
  let run: HookRun;
  try {
    run = start(hook, [theirs, nothing, 2]);
  } catch (error) {
    host.descriptors.close(input);
    throw failed(name, hook, messageOf(error));
  } finally {
    host.descriptors.close(theirs);
    host.descriptors.close(nothing);
  }
  const delay = host.clock.delay((hook.timeout ?? longest) * 1000);
  try {
    const given = give(host, input, JSON.stringify(state));
    const status = await Promise.race([run.ended, delay.elapsed]);
    if (status === undefined) run.kill();
    const end = decodeWaitStatus(await run.ended);
    await given;
    if (status === undefined) throw failed(name, hook, `not done within ${hook.timeout ?? longest} s`);
    if (end.kind === "signaled") throw failed(name, hook, `killed by ${signalName(end.signal)}`);
    if (end.code !== 0) throw failed(name, hook, `exit status ${end.code}`);
  } finally {
    delay.cancel();
  }
}

/** Seconds: a hook without a limit of its own. */
const longest = 600;

/** Writes the state and closes the pipe. A hook that does not read it is no failure. */
async function give(host: Host, fd: number, text: string): Promise<void> {
  host.descriptors.setNonBlocking(fd, true);
  let rest = host.text.encode(text);
  try {
    while (rest.length > 0) {
      await host.descriptors.wait(fd, "writable").ready;
      rest = rest.subarray(host.descriptors.write(fd, rest));
    }
  } catch (error) {
    if (!hasErrno(error, "EPIPE")) throw error;
  } finally {
    host.descriptors.close(fd);
  }
}

function failed(name: HookName, { path }: OciHook, why: string): SallyportError {
  return new SallyportError("SALLYPORT_START_FAILED", `${name} hook ${path}: ${why}`, {
    details: { hook: name, path },
  });
}
