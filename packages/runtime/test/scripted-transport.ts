import {
  type ContainerStatus,
  encodeWaitStatus,
  type ExecArgs,
  type FilePayload,
  type WaitStatus,
} from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type {
  SandboxHandle,
  SandboxProcess,
  SandboxTransport,
  DeclaredCapabilities,
  OptionalMethod,
} from "@sallyport/transport";

export interface TransportScript {
  readonly capabilities?: DeclaredCapabilities;
  readonly status?: ContainerStatus;
  /** Methods that its handles lack. */
  readonly without?: readonly OptionalMethod[];
  /** What happens while the command is started; a rejection is its refusal. */
  readonly execute?: (args: ExecArgs, payload: FilePayload) => void | Promise<void>;
  /** How the command ends. Default: exit status 0, at once. */
  readonly wait?: () => Promise<WaitStatus>;
  readonly signal?: (signal: number) => Promise<void>;
}

/** Process id of every command that is started. */
export const commandPid = 17;

const signalAddress = { kind: "path", path: "/nowhere" } as const;

/** A transport that does what it is told, and what was asked of it, in order. */
export function createScriptedTransport(script: TransportScript = {}) {
  const events: string[] = [];

  async function wait(): Promise<WaitStatus> {
    events.push("wait");
    return (await script.wait?.()) ?? { kind: "exited", code: 0 };
  }

  /** As a control socket would answer. */
  async function answer(host: Host, fd: number): Promise<void> {
    const reply = { success: true, err: "", result: encodeWaitStatus(await wait()) };
    host.sockets.send(fd, host.text.encode(JSON.stringify(reply)));
    host.descriptors.close(fd);
  }

  function process(pid: number, host: Host): SandboxProcess {
    return {
      pid,
      wait,
      async handOver() {
        const [waitSocket, theirs] = host.sockets.pair();
        void answer(host, theirs);
        return { waitSocket, signalAddress, signalRequest: () => ({ before: "", after: "" }) };
      },
      async signal(signal, target) {
        events.push(`signal ${signal} to ${target}`);
        await script.signal?.(signal);
      },
    };
  }

  const createHandle = (host: Host): SandboxHandle => {
    const handle: SandboxHandle = {
      async state() {
        events.push("status");
        return { status: script.status ?? "running" };
      },
      async execute(args, payload) {
        events.push("execute");
        await script.execute?.(args, payload);
        return process(commandPid, host);
      },
      process: (pid) => process(pid, host),
      wait,
      signal: async () => undefined,
      processes: async () => [],
      statistics: async () => ({}),
      async [Symbol.asyncDispose]() {
        events.push("dispose");
      },
    };
    for (const method of script.without ?? []) delete handle[method];
    return handle;
  };

  const transport: SandboxTransport = {
    api: "1.0",
    id: "socket",
    capabilities: {
      tty: "native",
      signals: "any",
      separateStderr: true,
      users: true,
      environment: true,
      workingDirectory: true,
      passFds: true,
      execFd: true,
      noNewPrivileges: "chosen",
      detach: true,
      state: true,
      ...script.capabilities,
    },
    async open(_, host) {
      events.push("open");
      return createHandle(host);
    },
  };
  return { transport, events };
}
