import { describe, expect, it } from "vitest";
import { type Capture, type CapturedCall, captureNames, readCapture } from "./capture.ts";
import { absentCommands, type Deviation, deviations, lifecycleCommands } from "./capture-deviations.ts";
import { replayCapture } from "./replay-capture.ts";

/** Keys of `ExecuteAsync` that younger releases have: an older one ignores them. */
const youngerKeys = { NoNewPrivileges: false, SupportTTYs: true, GuestFDs: [0, 1, 2] };

function commandOf({ argv }: Capture): string {
  const [, , , ...rest] = argv;
  return rest.find((word) => !word.startsWith("-")) ?? "";
}

const all = captureNames().map((name) => ({ name, command: commandOf(readCapture(name)) }));
const ours = all
  .filter(({ command }) => ![...absentCommands, ...lifecycleCommands].includes(command))
  .map(({ name }) => name);
const lifecycle = all.filter(({ command }) => lifecycleCommands.includes(command)).map(({ name }) => name);
const absent = all.filter(({ command }) => absentCommands.includes(command)).map(({ name }) => name);

/** The captured calls that we make, without those that a deviation leaves out (the first of that method). */
function expectedCalls(calls: readonly CapturedCall[], leftOut: readonly string[] = []): CapturedCall[] {
  const kept = [...calls];
  for (const method of leftOut) {
    const index = kept.findIndex((call) => call.request.method === method);
    expect(index, `${method} was captured`).not.toBe(-1);
    kept.splice(index, 1);
  }
  return kept;
}

/** What our argument has to be: every captured key with its value; younger keys may come on top. */
function expectedArgument(captured: unknown, actual: unknown): unknown {
  if (!isExecArgument(captured) || !isExecArgument(actual)) return captured;
  const additions = Object.entries(youngerKeys).filter(([key]) => key in actual && !(key in captured));
  return { ...captured, ...Object.fromEntries(additions), envv: sameSet(captured.envv, actual.envv) };
}

/** gVisor gives the environment in random order. */
function sameSet(captured: readonly string[], actual: readonly string[]): readonly string[] {
  return captured.toSorted().join("\0") === actual.toSorted().join("\0") ? actual : captured;
}

function isExecArgument(argument: unknown): argument is { readonly envv: readonly string[] } {
  return typeof argument === "object" && argument !== null && "envv" in argument;
}

/** What sallyport itself prints; of an `exec` all that is captured comes from the command. */
function expectedOutput(capture: Capture, { stdout }: Deviation): string {
  if (commandOf(capture) === "exec") return "";
  return stdout?.(capture.stdout) ?? capture.stdout;
}

describe("the captures of gVisor's command line", () => {
  it("are of two releases, and each is met or refused below", () => {
    expect([ours.length, absent.length, lifecycle.length]).toEqual([52, 4, 4]);
  });

  it("deviate only where a capture is", () => {
    expect(Object.keys(deviations).filter((name) => !ours.includes(name))).toEqual([]);
  });

  it.each(ours)("%s: our requests are the captured ones, key by key", async (name) => {
    const deviation: Deviation = deviations[name] ?? { reason: "" };
    const { added = [] } = deviation;
    const { capture, run, requests, inodeOf } = await replayCapture(
      name,
      added.map(({ method }) => method),
    );
    const expected = expectedCalls(capture.calls, deviation.leftOut);

    const made = requests.map(({ method, arg, fds }) => ({ method, arg, inodes: fds.map((fd) => fd.inode) }));
    const captured = expected.map(({ request, request_fds }, index) => ({
      method: request.method,
      arg: expectedArgument(request.arg, requests[index]?.arg),
      inodes: deviation.ownTerminal
        ? (request_fds ?? []).map(() => requests[index]?.fds[0]?.inode)
        : (request_fds ?? []).map(inodeOf),
    }));
    expect(made).toEqual([...captured, ...added.map((call) => ({ ...call, inodes: [] }))]);

    expect(run.exitStatus).toBe(deviation.exitStatus ?? capture.exit_code);
    expect(run.stdout).toBe(expectedOutput(capture, deviation));
  });

  it.each(ours.filter((name) => deviations[name] === undefined && readCapture(name).exit_code === 128))(
    "%s: we fail in the same words",
    async (name) => {
      const { capture, run } = await replayCapture(name);
      expect(run.stderr).toBe(capture.stderr);
    },
  );

  it.each(absent)("%s: is of a command that sallyport does not have", async (name) => {
    const { run, requests } = await replayCapture(name);
    expect(run).toMatchObject({ exitStatus: 128, stderr: expect.stringMatching(/^unknown command "/) });
    expect(requests).toEqual([]);
  });

  it.each(lifecycle)("%s: is for the runtime that made the container", async (name) => {
    const { run, requests } = await replayCapture(name);
    expect(run).toMatchObject({ exitStatus: 128, stderr: expect.stringContaining("is one of runsc") });
    expect(requests).toEqual([]);
  });
});
