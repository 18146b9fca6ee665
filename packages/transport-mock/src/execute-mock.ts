import { type ExecArgs, type FilePayload, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { ExecuteOptions } from "@sallyport/transport";
import { hanging, type MockConnection } from "./mock-connection.ts";
import type { ContainerModel, SandboxModel } from "./mock-model.ts";
import type { MockProgram } from "./mock-program.ts";
import { createMockStream } from "./mock-stream.ts";
import type { RunningProcess } from "./process-table.ts";

interface Execution {
  readonly sandbox: SandboxModel;
  readonly container: ContainerModel;
  readonly connection: MockConnection;
  readonly host: Host;
  readonly args: ExecArgs;
  readonly payload: FilePayload;
  readonly options: ExecuteOptions;
}

const defaultSize = { rows: 24, columns: 80 };

/** Starts a program, unless a fault comes in its way; undefined where the answer is to be a wrong one. */
export async function executeMock(execution: Execution): Promise<RunningProcess | undefined> {
  const { sandbox, container, connection, args, payload } = execution;
  sandbox.record({
    method: "execute",
    containerId: container.id,
    args: args.args,
    guestFds: payload.guestFds,
  });
  const fault = sandbox.faults.take("start");
  switch (fault?.kind) {
    case "refuse":
      throw startFailed(args, "it was refused");
    case "hang":
      return inTime(execution, hanging());
    case "lose":
      connection.lose("EOF");
      return hanging();
    case "lose-started":
      start(execution);
      connection.lose("EOF");
      return hanging();
    case "wrong":
      return undefined;
    default:
      return start(execution);
  }
}

function start({ sandbox, container, host, args, payload, options }: Execution): RunningProcess {
  if (container.status !== "running") throw startFailed(args, `the container is ${container.status}`);
  const program = programOf(sandbox, args);
  const streams = payload.guestFds.map((number, index) => {
    const fd = payload.hostFds[index];
    if (fd === undefined) throw startFailed(args, `descriptor ${number} is missing`);
    return [number, createMockStream(host, fd)] as const;
  });
  return sandbox.table.start({
    args,
    program,
    streams: new Map(streams),
    text: host.text,
    size: options.terminalSize ?? defaultSize,
  });
}

function programOf({ programs }: SandboxModel, args: ExecArgs): MockProgram {
  const name = args.args[0]?.replace(/^.*\//, "") ?? "";
  const program = Object.hasOwn(programs, name) ? programs[name] : undefined;
  if (program === undefined) throw startFailed(args, "no such program");
  return program;
}

async function inTime<Result>({ host, options }: Execution, answer: Promise<Result>): Promise<Result> {
  const { startTimeout } = options;
  if (startTimeout === undefined) return answer;
  const delay = host.clock.delay(startTimeout);
  const late = delay.elapsed.then((): never => {
    throw new SallyportError("SALLYPORT_START_TIMEOUT", `no answer in ${startTimeout} ms`);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    delay.cancel();
  }
}

function startFailed({ args, containerId }: ExecArgs, why: string): SallyportError {
  return new SallyportError("SALLYPORT_START_FAILED", `executing "${args.join(" ")}" in sandbox: ${why}`, {
    details: { containerId },
  });
}
