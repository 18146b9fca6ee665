import { type ErrnoName, SallyportError } from "@sallyport/core";
import type { Text } from "@sallyport/host";
import type { Architecture } from "./architecture.ts";
import { type ForkRequest, placeCloneArguments } from "./clone-arguments.ts";
import { createDataSegment, type DataSegment } from "./data-segment.ts";
import { constant, flags, type Operand, type Pointer, type Register } from "./operand.ts";
import { createOperationList, type Label, type OperationOptions } from "./operation-list.ts";
import type { Plan } from "./plan.ts";
import {
  channelRegister,
  type Condition,
  conditions,
  firstFixedRegister,
  maximumProcesses,
} from "./plan-format.ts";
import { type ForkedProcess, placeSupervision, type SupervisionOptions } from "./supervision.ts";
import { type SystemCallName, systemCallNumber } from "./system-call-number.ts";

/** Writes a plan, operation by operation; methods that add one belong to the step named last. */
export interface PlanBuilder {
  readonly architecture: Architecture;
  /** What operations point to. */
  readonly data: DataSegment;
  /** The process's end of the connection between the supervisor and those that it forks: SOCK_SEQPACKET, close-on-exec. */
  readonly channel: Register;
  step(name: string): void;
  label(name: string): Label;
  place(label: Label): void;
  /** Throws SALLYPORT_INTERNAL when none is left. */
  register(name: string): Register;
  /** A name for a process that the plan will fork. */
  process(name: string): ForkedProcess;

  /** A system call as the kernel takes it. */
  call(name: SystemCallName, operands: readonly Operand[], options?: OperationOptions): void;
  /**
   * clone3: the new process goes on at `at`, with copies of the registers; `into` takes its process id. It is killed
   * when its parent ends (PR_SET_PDEATHSIG), until it changes its ids (then `dieWithParent` again) or the plan says otherwise (PR_SET_PDEATHSIG). Where the kernel knows
   * no clone3, clone stands in, which fails with ENOSYS for what it cannot do: CLONE_INTO_CGROUP.
   */
  fork(process: ForkedProcess, at: Label, request?: ForkRequest, options?: ForkOptions): void;
  /** The process ends. The supervisor kills what it forked first: a plan that has nothing to be supervised is done. */
  exit(status: number): void;
  /** execve: what comes back is an error. The supervisor takes the payload for started once this succeeded. */
  execute(path: Pointer, argv: Pointer, environment: Pointer, options?: Omit<OperationOptions, "into">): void;
  /** Sends a frame with a number of the plan's own choice, at least 1, and a value. */
  send(id: number, value: Operand): void;
  /** The payload counts as started although it has not executed anything yet. */
  announceStart(): void;
  /** Reads an unsigned number of the plan's data; its size is the pointer's, 1, 2, 4 or 8. */
  load(from: Pointer, into: Register): void;
  /** Writes to the plan's data as `load` reads it. */
  store(to: Pointer, value: Operand): void;
  jump(to: Label): void;
  /** Jumps when the condition holds for both values as signed numbers. */
  jumpIf(left: Operand, condition: Exclude<Condition, "always">, right: Operand, to: Label): void;
  set(into: Register, value: Operand): void;
  /** Fails with the errno that a register holds, negative. */
  fail(result: Register): void;
  /** What a fork does by itself, and a change of ids undoes. Fails with ECONNRESET when the supervisor has ended. */
  dieWithParent(): void;
  /** Default dispositions for all signals, none blocked. */
  resetSignals(): void;
  /** Fails with ENOENT unless the working directory's path begins with `/` (CVE-2024-21626). */
  checkDirectory(): void;
  /** Waits for a byte, which `into` takes. Fails with ETIMEDOUT, or ECONNRESET at the end of the stream. */
  awaitByte(fd: Operand, milliseconds: number, options?: OperationOptions): void;
  /** One byte to the one process that awaits it on the channel. */
  release(): void;
  /** The supervisor waits for `proceed(value)` from who started it, with the same failures. */
  awaitReply(milliseconds: number, options?: OperationOptions): void;
  /** Closes `first` and all above, but the channel. */
  closeFrom(first: Operand): void;
  /** What the supervisor ends with. Its processes are told the rest by the channel. */
  supervise(options: SupervisionOptions): void;
  /** Throws SALLYPORT_INTERNAL for a label that was never placed. */
  finish(): Plan;
}

/** An operation has one target: a failed fork cannot jump, but its negative result can be tested. */
export interface ForkOptions {
  readonly into?: Register;
  readonly onError?: "ignore" | { readonly ignore: readonly ErrnoName[] };
}

const messageFlags = flags(constant("MSG_DONTWAIT", 0x40), constant("MSG_NOSIGNAL", 0x4000));

export function createPlanBuilder(
  architecture: Architecture,
  text: Pick<Text, "encode" | "decode">,
): PlanBuilder {
  const data = createDataSegment(text);
  const list = createOperationList();
  const registers = new Map<number, string>([[channelRegister, "channel"]]);
  const processes: string[] = [];
  const { add } = list;
  const channel: Register = { kind: "register", register: channelRegister };

  return {
    architecture,
    data,
    channel,
    step: list.step,
    label: list.label,
    place: list.place,
    register(name) {
      const register = registers.size - 1;
      if (register >= firstFixedRegister) throw exhausted("register", name);
      registers.set(register, name);
      return { kind: "register", register };
    },
    process(name) {
      if (processes.length >= maximumProcesses) throw exhausted("process", name);
      return { kind: "process", number: processes.push(name) - 1 };
    },
    call: (name, operands, options) =>
      add({
        ...options,
        code: "call",
        number: systemCallNumber(architecture, name),
        arguments: operands,
      }),
    fork(process, at, request = {}, options = {}) {
      const { cgroup } = request;
      const structure = placeCloneArguments(data, request);
      if (typeof cgroup === "object" && cgroup.kind === "register") {
        add({ code: "store", arguments: [structure.field("cgroup"), 8, cgroup] });
      }
      const mayFork = request.mayFork === true ? 1 : 0;
      add({
        ...options,
        code: "fork",
        arguments: [structure, structure.size, process.number, mayFork],
        target: at,
      });
    },
    exit: (status) => add({ code: "exit", arguments: [status] }),
    execute: (path, argv, environment, options) =>
      add({
        ...options,
        code: "execute",
        number: systemCallNumber(architecture, "execve"),
        arguments: [path, argv, environment],
      }),
    send: (id, value) => add({ code: "send", arguments: [id, value] }),
    announceStart: () => add({ code: "send", arguments: [0, 0] }),
    load: (from, into) => add({ code: "load", arguments: [from, from.size], into }),
    store: (to, value) => add({ code: "store", arguments: [to, to.size, value] }),
    jump: (target) => add({ code: "jump", arguments: [conditions.always], target }),
    jumpIf: (left, condition, right, target) =>
      add({ code: "jump", arguments: [conditions[condition], left, right], target }),
    set: (into, value) => add({ code: "set", arguments: [value], into }),
    fail: (result) => add({ code: "fail", arguments: [result] }),
    dieWithParent: () => add({ code: "die-with-parent" }),
    resetSignals: () => add({ code: "reset-signals" }),
    checkDirectory: () => add({ code: "check-directory" }),
    awaitByte: (fd, milliseconds, options) =>
      add({ ...options, code: "await-byte", arguments: [fd, milliseconds] }),
    release: () =>
      add({
        code: "call",
        number: systemCallNumber(architecture, "sendto"),
        arguments: [channel, data.string("\u0001"), 1, messageFlags, 0, 0],
      }),
    awaitReply: (milliseconds, options) =>
      add({ ...options, code: "await-reply", arguments: [milliseconds] }),
    closeFrom: (first) => add({ code: "close-from", arguments: [first] }),
    supervise: (options) => add({ code: "supervise", arguments: [placeSupervision(data, options)] }),
    finish() {
      const { operations, steps, labels } = list.finish();
      const symbols = { steps, labels, registers, processes, texts: data.texts };
      return { architecture, operations, data: data.contents(), symbols };
    },
  };
}

function exhausted(what: string, name: string): SallyportError {
  return new SallyportError("SALLYPORT_INTERNAL", `no ${what} is left in the plan for ${name}`);
}
