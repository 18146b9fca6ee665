import { type ContainerRecord, quoted, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import {
  findTarget,
  HOST,
  openTarget,
  refreshTarget,
  type RuntimeSettings,
  type Services,
  SETTINGS,
  type Target,
} from "@sallyport/runtime";
import type { SandboxHandle } from "@sallyport/transport";

/** A container and the connection to its sandbox. */
export interface Connection {
  readonly target: Target;
  readonly handle: SandboxHandle;
}

/** A command that was started. Disposing of it ends it, and settles with its end. */
export interface Running extends AsyncDisposable {
  readonly exit: Promise<unknown>;
}

/** What all calls into one sandbox share. Disposing of it ends the commands that run, and then the calls under way. */
export interface OpenedSandbox extends AsyncDisposable {
  /** Whole, whatever it was opened by. */
  readonly id: string;
  readonly host: Host;
  readonly settings: RuntimeSettings;
  /** The container as its runtime describes it now, reached anew when its sandbox is another one than before. */
  connect(): Promise<Connection>;
  /** Takes a command, from its launch on, to end it with the sandbox. */
  own(launch: Promise<Running>): void;
}

/** @throws SallyportError of the look-up */
export async function openOnce(services: Services, prefix: string): Promise<OpenedSandbox> {
  const host = services.resolve(HOST);
  const first = await findTarget(services, prefix);
  const { id } = first.container;
  let current = open(first);
  const launches = new Set<Promise<Running>>();
  let disposed = false;
  let reading: Promise<Target> | undefined;

  function open(target: Target) {
    const handle = openTarget(host, target);
    // Whoever asks for it learns of the failure.
    handle.catch(() => undefined);
    return { target, handle };
  }

  async function close(connection: typeof current): Promise<void> {
    const handle = await connection.handle.catch(() => undefined);
    await handle?.[Symbol.asyncDispose]();
  }

  /** One look-up serves all who ask meanwhile: it locks the state file. */
  function lookUp(): Promise<Target> {
    reading ??= refreshTarget(services, current.target).finally(() => (reading = undefined));
    return reading;
  }

  return {
    id,
    host,
    settings: services.resolve(SETTINGS),
    async connect() {
      if (disposed) throw new SallyportError("SALLYPORT_USAGE", `sandbox ${quoted(id)} was disposed of`);
      const target = await lookUp();
      if (!isSameSandbox(current.target.container, target.container)) {
        void close(current);
        current = open(target);
      } else {
        current = { target, handle: current.handle };
      }
      return { target, handle: await current.handle };
    },
    own(launch) {
      launches.add(launch);
      const ended = (): void => void launches.delete(launch);
      launch.then(({ exit }) => exit.then(ended, ended), ended);
    },
    async [Symbol.asyncDispose]() {
      disposed = true;
      await Promise.allSettled([...launches].map(async (launch) => (await launch)[Symbol.asyncDispose]()));
      await close(current);
    },
  };
}

/** A sandbox that was restored, or started anew, is another process, and may listen elsewhere. */
function isSameSandbox({ sandbox: one }: ContainerRecord, { sandbox: other }: ContainerRecord): boolean {
  return (
    one?.pid === other?.pid &&
    one?.startTime === other?.startTime &&
    one?.controlAddress === other?.controlAddress
  );
}
