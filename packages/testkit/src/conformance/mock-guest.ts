import type { MockExit, MockOutput, MockProcess, MockProgram } from "@sallyport/transport-mock";
import type { GuestAction, GuestLanguage } from "./guest-action.ts";
import { guestParameters } from "./guest-parameters.ts";

const name = "guest";
const SIGWINCH = 28;
/** Longer than any test lets pass. */
const forever = 1e12;
const chunk = new Uint8Array(64 * 1024);

/** As calls of a program that a mock sandbox has: `createMockSandbox({ programs: guestPrograms })`. */
export const mockGuest: GuestLanguage = (action) => [
  name,
  JSON.stringify(action),
  ...guestParameters(action),
];

export const guestPrograms: Readonly<Record<string, MockProgram>> = {
  [name]: (process) => {
    const action: GuestAction = JSON.parse(process.args[1] ?? "");
    return carryOut(action, process);
  },
};

function carryOut(action: GuestAction, process: MockProcess): MockExit | Promise<MockExit> {
  const { stdout } = process;
  const parameters = process.args.slice(2);
  switch (action.do) {
    case "exit":
      return action.code;
    case "signal-self":
      return { signal: action.signal };
    case "write":
      return write(process, action);
    case "alternate":
      return alternate(process, action.times);
    case "fill":
      return fill(process, action);
    case "all-bytes":
      return stdout.write(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    case "copy":
      return copy(process);
    case "count":
      return count(process);
    case "endless":
      return endless(process);
    case "wait":
      return untilKilled(process);
    case "trap":
      process.onSignal(action.signal, () => process.exit(action.code));
      return untilKilled(process);
    case "ignore":
      process.onSignal(action.signal, "ignore");
      return untilKilled(process);
    case "arguments":
      return stdout.write(parameters.map((each) => `${each}\0`).join(""));
    case "variables":
      return stdout.write(action.names.map((each) => `${process.env[each] ?? ""}\0`).join(""));
    case "folder":
      return stdout.write(`${process.cwd}\n`);
    case "identity":
      return identity(process);
    case "capabilities":
      return stdout.write(`${process.capabilities.effective.toString(16).padStart(16, "0")}\n`);
    case "no-new-privileges":
      return stdout.write(process.noNewPrivileges ? "1\n" : "0\n");
    case "leave":
      return leave(process, action);
    case "parent":
      process.spawn(({ sleep }) => sleep(forever));
      return untilKilled(process);
    case "start-many":
      for (let each = 0; each < action.count; each++) process.spawn(({ sleep }) => sleep(forever));
      return 0;
    case "read-descriptor":
      return process
        .descriptor(action.number)
        .readText()
        .then((text) => stdout.write(text));
    case "write-descriptor":
      return process.descriptor(action.number).write(action.text);
    case "is-terminal":
      return stdout.write(process.terminal === undefined ? "no\n" : "yes\n");
    case "follow-size":
      return followSize(process);
    default:
      throw new Error(`no such action: ${JSON.stringify(action satisfies never)}`);
  }
}

type Doing<Do extends GuestAction["do"]> = Extract<GuestAction, { do: Do }>;

async function write({ stdout, stderr }: MockProcess, action: Doing<"write">): Promise<number> {
  await stdout.write(action.stdout ?? "");
  await stderr.write(action.stderr ?? "");
  return action.code ?? 0;
}

async function alternate({ stdout, stderr }: MockProcess, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await stdout.write("a");
    await stderr.write("b");
  }
}

async function fill({ stdout, stderr }: MockProcess, action: Doing<"fill">): Promise<void> {
  await Promise.all([fillStream(stdout, action.stdout), fillStream(stderr, action.stderr)]);
}

async function fillStream(stream: MockOutput, size: number): Promise<void> {
  for (let rest = size; rest > 0; rest -= chunk.length) await stream.write(chunk.subarray(0, rest));
}

async function copy({ stdin, stdout }: MockProcess): Promise<void> {
  for (let bytes = await stdin.read(); bytes.length > 0; bytes = await stdin.read())
    await stdout.write(bytes);
}

async function count({ stdin, stdout }: MockProcess): Promise<void> {
  let total = 0;
  for (let bytes = await stdin.read(); bytes.length > 0; bytes = await stdin.read()) total += bytes.length;
  await stdout.write(`${total}\n`);
}

async function endless({ stdout }: MockProcess): Promise<void> {
  for (;;) await stdout.write("y\n");
}

async function untilKilled({ stdout, sleep }: MockProcess): Promise<void> {
  await stdout.write("ready\n");
  await sleep(forever);
}

async function identity({ stdout, uid, gid, additionalGids }: MockProcess): Promise<void> {
  const groups = [...new Set([gid, ...additionalGids])];
  await stdout.write(`${uid}\n${gid}\n${groups.join(" ")}\n`);
}

function leave({ spawn }: MockProcess, { seconds, text }: Doing<"leave">): void {
  spawn(async ({ sleep, stdout }) => {
    await sleep(seconds * 1000);
    await stdout.write(text);
  });
}

async function followSize({ terminal, stdout, onSignal, sleep }: MockProcess): Promise<void> {
  const tell = async (): Promise<void> => {
    const { rows, columns } = terminal?.size() ?? { rows: 0, columns: 0 };
    await stdout.write(`${rows} ${columns}\n`);
  };
  onSignal(SIGWINCH, () => void tell());
  await tell();
  await sleep(forever);
}
