import { hasErrno, SallyportError } from "@sallyport/core";
import type { Text } from "@sallyport/host";
import type { MockInput, MockOutput, MockProcess, MockProgram } from "./mock-program.ts";
import type { MockStream } from "./mock-stream.ts";
import type { RunningProcess, Surroundings } from "./process-table.ts";
import { deliver } from "./process-signals.ts";

const SIGPIPE = 13;

interface ViewParts {
  readonly process: RunningProcess;
  readonly surroundings: Surroundings;
  readonly text: Text;
  readonly startChild: (program: MockProgram) => RunningProcess;
}

/** A process as its own program sees it. */
export function createProcessView({ process, surroundings, text, startChild }: ViewParts): MockProcess {
  const { args, streams } = process;
  const whileRunning = <Result>(work: Promise<Result>): Promise<Result> => Promise.race([process.over, work]);

  function openStream(number: number): MockInput & MockOutput {
    const stream = streams.get(number);
    if (stream !== undefined) return streamView(stream);
    throw new SallyportError(
      "SALLYPORT_INVALID_DESCRIPTOR",
      `descriptor ${number} is not open in the process`,
    );
  }

  function streamView(stream: MockStream): MockInput & MockOutput {
    const view: MockInput & MockOutput = {
      read: () => whileRunning(stream.read()),
      async readText() {
        const chunks: Uint8Array[] = [];
        for (let chunk = await view.read(); chunk.length > 0; chunk = await view.read()) chunks.push(chunk);
        return text.decode(joined(chunks));
      },
      async write(data) {
        let rest = typeof data === "string" ? text.encode(data) : data;
        while (rest.length > 0) {
          const written = await whileRunning(
            write(stream, rest.subarray(0, surroundings.admit(rest.length))),
          );
          surroundings.wrote(written);
          rest = rest.subarray(written);
        }
      },
    };
    return view;
  }

  async function write(stream: MockStream, bytes: Uint8Array): Promise<number> {
    try {
      return await stream.write(bytes);
    } catch (error) {
      if (hasErrno(error, "EPIPE")) deliver(process, SIGPIPE);
      throw error;
    }
  }

  return {
    pid: process.pid,
    args: args.args,
    env: Object.fromEntries(args.env.map(variableOf)),
    cwd: args.cwd,
    uid: args.uid,
    gid: args.gid,
    additionalGids: args.additionalGids,
    capabilities: args.capabilities,
    noNewPrivileges: args.noNewPrivileges,
    stdin: openStream(0),
    stdout: openStream(1),
    stderr: openStream(2),
    descriptor: openStream,
    terminal: args.terminal ? { size: () => process.size } : undefined,
    sleep: (milliseconds) => whileRunning(surroundings.sleep(milliseconds)),
    onSignal: (signal, action) => void process.actions.set(signal, action),
    exit: (code) => process.end({ kind: "exited", code }),
    spawn: (program) => startChild(program).pid,
  };
}

function variableOf(entry: string): [string, string] {
  const end = entry.indexOf("=");
  return [entry.slice(0, end), entry.slice(end + 1)];
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
