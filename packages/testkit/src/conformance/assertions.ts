import {
  type ErrorCode,
  type ErrorReason,
  isSallyportError,
  messageOf,
  type WaitStatus,
} from "@sallyport/core";
import type { Finished } from "./conformance-case.ts";

const shownLength = 200;

/** Compares what JSON would show. */
export function expectEqual(found: unknown, wanted: unknown, what: string): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (one !== other) throw new Error(`${what}: expected ${shortened(other)}, found ${shortened(one)}`);
}

export function expectTrue(found: boolean, what: string): void {
  if (!found) throw new Error(what);
}

export function expectStatus(found: WaitStatus, wanted: number | { readonly signal: number }): void {
  const { kind } = found;
  if (typeof wanted === "number") {
    expectEqual(kind === "exited" ? found.code : found, wanted, "exit status");
  } else {
    expectEqual(kind === "signaled" ? found.signal : found, wanted.signal, "signal that ended it");
  }
}

/** A program that ended with 0; its output as text. */
export function expectOutput({ status, stdout, stderr }: Finished, wanted: string): void {
  const text = textOf(stdout);
  if (text !== wanted) {
    throw new Error(
      `output: expected ${quotedText(wanted)}, found ${quotedText(text)} (stderr ${quotedText(textOf(stderr))})`,
    );
  }
  expectStatus(status, 0);
}

/** The failure of something that has to fail with one of these codes, or with a code of that reason. */
export async function expectFailure(
  work: Promise<unknown> | (() => unknown),
  wanted: readonly ErrorCode[] | ErrorReason,
  what: string,
): Promise<void> {
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    const isWanted =
      isSallyportError(error) &&
      (typeof wanted === "string" ? error.reason === wanted : wanted.includes(error.code));
    if (isWanted) return;
    const code = isSallyportError(error) ? error.code : "no SallyportError";
    throw new Error(`${what}: expected ${String(wanted)}, found ${code}: ${messageOf(error)}`, {
      cause: error,
    });
  }
  throw new Error(`${what}: expected ${String(wanted)}, but it succeeded`);
}

/** Bytes as text, one character each: what is compared has no other encoding. */
export function textOf(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function quotedText(text: string): string {
  return shortened(JSON.stringify(text));
}

function shortened(text: string | undefined): string {
  if (text === undefined) return "nothing";
  return text.length > shownLength ? `${text.slice(0, shownLength)}… (${text.length})` : text;
}
