// @ts-check
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { defineTransport, SallyportError } from "@sallyport/transport";

/** The one container there is: this machine. */
const container = "here";

/** What package.json says as well: there it is read without running this module. */
export const transport = defineTransport({
  api: "1.0",
  id: "local-shell",
  capabilities: {
    signals: "any",
    processGroupSignals: true,
    separateStderr: true,
    environment: true,
    workingDirectory: true,
    passFds: true,
    list: true,
    state: true,
  },
  list: async () => [{ id: container, status: "running" }],
  async open(target) {
    const { id } = target.container;
    if (id === container) return createHandle();
    throw new SallyportError("SALLYPORT_NOT_FOUND", "there is no container " + id + ", but " + container);
  },
});

/** An opened container. @returns {import("@sallyport/transport").SandboxHandle} */
function createHandle() {
  const connection = createConnection();
  return {
    // What an exec does not say is taken from this process.
    async state() {
      const own = { cwd: process.cwd(), env: ["PATH=" + process.env["PATH"]] };
      return { status: "running", process: own };
    },
    async execute(args, payload) {
      connection.check();
      return createProcess(await start(args, payload), connection);
    },
    async [Symbol.asyncDispose]() {
      connection.close();
    },
  };
}

/**
 * Starts a program with the descriptors that it is to have: payload.hostFds are ours, payload.guestFds the numbers that
 * they become. Settles once it runs; Node has closed nothing of ours then, and the program has copies of its own.
 *
 * @param {import("@sallyport/transport").ExecArgs} args
 * @param {import("@sallyport/transport").FilePayload} payload
 * @returns {Promise<import("node:child_process").ChildProcess>}
 */
function start({ args, env, cwd }, { guestFds, hostFds }) {
  /** @type {("ignore" | number)[]} */
  const stdio = Array.from({ length: Math.max(...guestFds) + 1 }, () => "ignore");
  guestFds.forEach((guest, index) => (stdio[guest] = hostFds[index] ?? "ignore"));
  const [program = "", ...words] = args;
  // Leads a process group of its own.
  const child = spawn(program, words, { stdio, cwd, env: variables(env), detached: true });
  return new Promise((resolve, reject) => {
    child.once("spawn", () => resolve(child));
    child.once("error", (error) => {
      reject(new SallyportError("SALLYPORT_START_FAILED", "executing " + program + ": " + error.message));
    });
  });
}

/**
 * A program that runs.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {ReturnType<typeof createConnection>} connection
 * @returns {import("@sallyport/transport").SandboxProcess}
 */
function createProcess(child, connection) {
  const pid = child.pid ?? 0;
  let running = true;
  /** @type {Promise<import("@sallyport/transport").WaitStatus>} */
  const ended = new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      running = false;
      const number = signal === null ? 0 : constants.signals[signal];
      if (signal === null) resolve({ kind: "exited", code: code ?? 0 });
      else resolve({ kind: "signaled", signal: number, coreDumped: false });
    });
  });
  return {
    pid,
    wait: () => Promise.race([ended, connection.lost]),
    async signal(signal, target) {
      // The number of a process that has ended may be another's by now.
      if (!running) throw new SallyportError("SALLYPORT_REMOTE", "process " + pid + " has ended");
      process.kill(target === "group" ? -pid : pid, signal);
    },
  };
}

/** What calls under way hang on: they reject when the handle is closed. */
function createConnection() {
  let open = true;
  /** @type {(reason: Error) => void} */
  let fail;
  /** @type {Promise<never>} */
  const lost = new Promise((_, reject) => (fail = reject));
  // Whoever waits is told; without anybody it is no unhandled rejection.
  lost.catch(() => undefined);
  return {
    lost,
    check() {
      if (!open) throw closed();
    },
    close() {
      open = false;
      fail(closed());
    },
  };
}

function closed() {
  return new SallyportError("SALLYPORT_CONNECTION_LOST", "the handle is closed");
}

/** @param {readonly string[]} entries NAME=value @returns {Record<string, string>} */
function variables(entries) {
  return Object.fromEntries(
    entries.map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)]),
  );
}
