import { type Expectation, isDescriptor, isObject } from "../expectation.ts";

/** Streams are known by their methods: a response of node:http, for one, is no instance of `Writable`. */
function has(value: unknown, ...methods: readonly (string | symbol)[]): boolean {
  return isObject(value) && methods.every((method) => typeof Reflect.get(value, method) === "function");
}

function isFile(value: unknown): boolean {
  return isObject(value) && "file" in value && typeof value.file === "string";
}

function isFree(stream: unknown): boolean {
  return !(isObject(stream) && "locked" in stream && stream.locked === true);
}

function isSource(value: unknown): boolean {
  if (value === "ignore" || isDescriptor(value) || isFile(value)) return true;
  return value instanceof Uint8Array || (has(value, Symbol.asyncIterator) && isFree(value));
}

function isTarget(value: unknown): boolean {
  if (value === "pipe" || value === "ignore" || isDescriptor(value)) return true;
  if (isFile(value)) return true;
  return has(value, "write", "end", "on") || (has(value, "getWriter") && isFree(value));
}

function hintForSource(value: unknown): string | undefined {
  if (value === "pipe") return "exec has a pipe to write to; run takes bytes or a stream";
  if (value === "inherit") return "stdin: process.stdin, or the descriptor 0";
  if (typeof value === "string") return "text becomes bytes by Buffer.from(text), and a path { file: path }";
  return has(value, "stream") ? "stdin: value.stream()" : hintForHandle(value);
}

function hintForTarget(name: "stdout" | "stderr"): (value: unknown) => string | undefined {
  return (value) => {
    if (value === "inherit") return `${name}: process.${name}`;
    return typeof value === "string" ? "a path is { file: path }" : hintForHandle(value);
  };
}

/** Of node:fs/promises. */
function hintForHandle(value: unknown): string | undefined {
  return isObject(value) && "fd" in value ? "of a file handle, pass its fd" : undefined;
}

const source = "ignore, bytes, a stream, an async iterable of bytes, { file }, or a descriptor";
const target = "pipe, ignore, a stream, { file }, or a descriptor";

export const stdinOfRun: Expectation = {
  accepts: isSource,
  expected: source,
  hintFor: hintForSource,
};
export const stdin: Expectation = {
  accepts: (value) => value === "pipe" || isSource(value),
  expected: `pipe, ${source}`,
  hintFor: hintForSource,
};
export const stdout: Expectation = { accepts: isTarget, expected: target, hintFor: hintForTarget("stdout") };
export const stderr: Expectation = {
  accepts: (value) => value === "stdout" || isTarget(value),
  expected: `stdout, ${target}`,
  hintFor: hintForTarget("stderr"),
};
