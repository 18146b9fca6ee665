import type { SandboxProcessInfo } from "@sallyport/transport";
import { controlMethods } from "./control-methods.ts";
import type { SandboxCaller } from "./sandbox-caller.ts";
import { jsonType, protocolError } from "./urpc/protocol-error.ts";

const method = controlMethods.processes;

/**
 * The container's processes; none for one that has not started.
 *
 * @throws SallyportError SALLYPORT_PROTOCOL when the answer is no such list; that of the call.
 */
export async function listProcesses(
  caller: SandboxCaller,
  containerId: string,
): Promise<readonly SandboxProcessInfo[]> {
  const result = await caller.call(method, containerId);
  // Go writes a list without elements as null.
  if (result === null) return [];
  if (!Array.isArray(result)) throw protocolError(method, `result is ${jsonType(result)}, not an array`);
  return result.map((entry: unknown, index) => parseProcess(entry, `result[${index}]`));
}

function parseProcess(entry: unknown, path: string): SandboxProcessInfo {
  if (typeof entry !== "object" || entry === null) {
    throw protocolError(method, `${path} is ${jsonType(entry)}, not an object`);
  }
  const field = (key: string): unknown => (Object.hasOwn(entry, key) ? Reflect.get(entry, key) : undefined);
  const integer = (key: string): number => asInteger(field(key), `${path}.${key}`);
  const text = (key: string): string => asText(field(key), `${path}.${key}`);
  return {
    uid: integer("uid"),
    pid: integer("pid"),
    ppid: integer("ppid"),
    ...(field("pgid") === undefined ? {} : { pgid: integer("pgid") }),
    threads: asIntegers(field("threads"), `${path}.threads`),
    c: integer("c"),
    tty: text("tty"),
    stime: text("stime"),
    time: text("time"),
    cmd: text("cmd"),
  };
}

function asInteger(value: unknown, path: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw protocolError(method, `${path} is ${jsonType(value)}, not a whole number`);
}

function asIntegers(value: unknown, path: string): readonly number[] {
  if (value === null) return [];
  if (!Array.isArray(value)) throw protocolError(method, `${path} is ${jsonType(value)}, not an array`);
  return value.map((element: unknown, index) => asInteger(element, `${path}[${index}]`));
}

function asText(value: unknown, path: string): string {
  if (typeof value === "string") return value;
  throw protocolError(method, `${path} is ${jsonType(value)}, not a string`);
}
