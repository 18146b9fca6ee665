import type { SocketAddress } from "@sallyport/host";
import { createFakeHost, type FakeHost, type FakeHostOptions } from "@sallyport/host/fake";
import { type ScriptedSentry, type SentryAnswer, type SentryRequest, serveScript } from "@sallyport/testkit";
import {
  type Capture,
  type CapturedCall,
  captureStateFile,
  directories,
  readCapture,
  type Release,
  releaseOf,
} from "./capture.ts";
import { type CliRun, programs, runCli } from "./run-cli.ts";

/** The same command line, given to sallyport, against a sandbox that answers as the captured one. */
export interface Replay {
  readonly capture: Capture;
  readonly run: CliRun;
  readonly requests: readonly SentryRequest[];
  /** Inode of one of the client's descriptors, as `requests` tell them. */
  readonly inodeOf: (fd: number) => number;
}

/** Descriptors that the captured runs had besides the standard streams. */
const inherited = [5, 6, 9];
const backlog = 16;

/** @param added methods that are answered besides the captured ones */
export async function replayCapture(name: string, added: readonly string[] = []): Promise<Replay> {
  const capture = readCapture(name);
  const release = releaseOf(name);
  const host = createFakeHost({
    argv: ["sallyport", "--compat", release, ...capture.argv.slice(1)],
    files: captureFiles(capture, release),
    inherited,
    programs,
    ...terminalOf(name),
  });
  const sentry = startSentry(host, capture, added);
  const run = await runCli(host);
  await sentry?.close();
  const inodeOf = (fd: number) => host.descriptors.status(fd).inode;
  return { capture, run, requests: sentry?.requests ?? [], inodeOf };
}

/** Those with `tty` in their name had a terminal on all three streams. */
function terminalOf(name: string): Pick<FakeHostOptions, "terminal"> {
  return name.split("-")[1] === "tty" ? { terminal: { rows: 24, columns: 80 } } : {};
}

function captureFiles(capture: Capture, release: Release): Record<string, string> {
  const files: Record<string, string> = { "/dev/null": "" };
  for (const file of ["p-min.json", "p-full.json", "p-emptyenv.json", "p-term.json"]) {
    files[`${directories.DIR}/${file}`] = captureStateFile(release, file);
  }
  const own = release === "20221219" ? directories.ROOT22 : directories.ROOT;
  const root = rootOf(capture);
  const template = captureStateFile(release, "state.json").replaceAll(own, root);
  const model = `ra${release.slice(2, 4)}`;
  for (const id of root === own ? listedContainers(release) : ["lo24"]) {
    // What "cor" stands for: a state file that is no JSON.
    const state = id.startsWith("cor") ? '{"id": "cor\n' : template.replaceAll(model, id);
    files[`${root}/${id}_sandbox:${id}.state`] = state;
  }
  return files;
}

function rootOf(capture: Capture): string {
  return capture.argv[capture.argv.indexOf("--root") + 1] ?? "";
}

function listedContainers(release: Release): string[] {
  return readCapture(`${release}-list`).stdout.trim().split("\n");
}

function startSentry(host: FakeHost, capture: Capture, added: readonly string[]): ScriptedSentry | undefined {
  const [first] = capture.calls;
  if (first === undefined) return undefined;
  const address = addressOf(first, capture);
  const more = added.map((method): [string, SentryAnswer] => [method, { result: {} }]);
  const captured = capture.calls.map(({ request: { method } }): [string, SentryAnswer] => [
    method,
    answersOf(capture, method),
  ]);
  const script = Object.fromEntries([...captured, ...more]);
  return serveScript(host, host.sockets.listen(address, backlog), { address, script });
}

function addressOf({ socket }: CapturedCall, capture: Capture): SocketAddress {
  if (socket.startsWith("@")) return { kind: "abstract", name: socket.slice(1) };
  // What gVisor connects to when the path is too long for a socket address.
  const isLong = socket.startsWith("/proc/self/fd/");
  return { kind: "path", path: isLong ? `${rootOf(capture)}/runsc-lo24.sock` : socket };
}

/** The captured answers to one method, in their order. */
function answersOf(capture: Capture, method: string): SentryAnswer {
  const answers = capture.calls.filter((call) => call.request.method === method);
  return () => {
    const { success, err, result } = answers.shift()?.response ?? { success: false, err: "not captured" };
    return success ? { result } : { err };
  };
}
