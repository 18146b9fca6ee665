import type { Host } from "@sallyport/host";
import { encodeWaiterMessage, type WaiterMessage } from "./encode-waiter-message.ts";
import { type WaiterAddress, waiterAddress } from "./waiter-address.ts";
import type { roles } from "./waiter-format.ts";
import type { NumberedRequest, WaiterTask } from "./waiter-task.ts";

export interface PreparedTask {
  readonly bytes: Uint8Array;
  /** To be sent with the first byte. */
  readonly fds: readonly number[];
  /** Closes what was opened for it. */
  release(): void;
}

type Role = keyof typeof roles;

interface TaskParts {
  readonly request: NumberedRequest | undefined;
  readonly fds: Readonly<Partial<Record<Role, number>>>;
  readonly timeLimit: number;
  readonly signals: readonly number[];
  readonly attributes: Uint8Array;
}

const order: readonly Role[] = ["reply", "address", "guard", "terminal", "source", "target"];
const nothing = new Uint8Array();

/** The message of a task with its descriptors. Throws as `encodeWaiterMessage` and `waiterAddress` do. */
export function prepareTask(host: Host, task: WaiterTask): PreparedTask {
  const parts = partsOf(task);
  const { request } = parts;
  const address: WaiterAddress =
    request === undefined ? { bytes: nothing, holder: undefined } : waiterAddress(host, request.address);
  const { holder } = address;
  const release = (): void => {
    if (holder !== undefined) host.descriptors.close(holder);
  };
  const numbers = { ...parts.fds, ...(holder === undefined ? {} : { address: holder }) };
  const present = order.filter((role) => numbers[role] !== undefined);
  const message: WaiterMessage = {
    mode: task.kind,
    roles: present,
    timeLimit: parts.timeLimit,
    signals: parts.signals,
    address: address.bytes,
    before: request === undefined ? nothing : host.text.encode(request.before),
    after: request === undefined ? nothing : host.text.encode(request.after),
    attributes: parts.attributes,
  };
  try {
    return {
      bytes: encodeWaiterMessage(message),
      fds: present.flatMap((role) => numbers[role] ?? []),
      release,
    };
  } catch (error) {
    release();
    throw error;
  }
}

function partsOf(task: WaiterTask): TaskParts {
  const none = { timeLimit: 0, signals: [], attributes: nothing };
  switch (task.kind) {
    case "wait":
      return {
        ...none,
        request: task.signalRequest,
        fds: { reply: task.waitSocket, ...(task.guard === undefined ? {} : { guard: task.guard }) },
        signals: task.signals,
      };
    case "start-kill":
      return {
        ...none,
        request: task.killRequest,
        fds: { reply: task.startSocket },
        timeLimit: task.timeLimit,
      };
    case "guard":
      return {
        ...none,
        request: task.killRequest,
        fds: task.terminal === undefined ? {} : { terminal: task.terminal.fd },
        attributes: task.terminal?.attributes ?? nothing,
      };
    case "pump":
      return {
        ...none,
        request: undefined,
        fds: { source: task.source, ...(task.target === undefined ? {} : { target: task.target }) },
      };
    case "feed":
      return { ...none, request: undefined, fds: { source: task.source, target: task.target } };
    default:
      throw new Error(`no such task: ${JSON.stringify(task satisfies never)}`);
  }
}
