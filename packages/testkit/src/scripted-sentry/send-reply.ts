import { setImmediate } from "node:timers/promises";
import type { Host } from "@sallyport/host";
import type { SentryFault, SentryReply } from "./sentry-script.ts";
import { whenReady } from "./when-ready.ts";

/** Sends what the script says. False when the connection must end now. */
export async function sendReply(host: Host, connection: number, reply: SentryReply): Promise<boolean> {
  if ("fault" in reply) return await misbehave(host, connection, reply.fault);
  await send(host, connection, encode("err" in reply ? failure(reply.err) : success(reply.result)));
  return true;
}

async function misbehave(host: Host, connection: number, fault: SentryFault): Promise<boolean> {
  switch (fault.kind) {
    case "close":
      return false;
    case "hang":
      return true;
    case "garbage":
      await send(host, connection, fault.bytes);
      return false;
    case "partial":
      await send(host, connection, firstHalf(encode(success(fault.result))));
      return false;
    case "byte-at-a-time":
      await sendBytewise(host, connection, encode(success(fault.result)));
      return true;
    case "huge":
      await sendHuge(host, connection, fault.bytes);
      return true;
    case "pipelined-extra":
      await send(host, connection, Buffer.concat([encode(success(fault.result)), encode(success("extra"))]));
      return true;
    default:
      throw new Error(`no such fault: ${JSON.stringify(fault satisfies never)}`);
  }
}

async function sendBytewise(host: Host, connection: number, bytes: Uint8Array): Promise<void> {
  for (const byte of bytes) {
    await send(host, connection, Uint8Array.of(byte));
    await setImmediate();
  }
}

async function sendHuge(host: Host, connection: number, size: number): Promise<void> {
  await send(host, connection, Buffer.from('{"success":true,"err":"'));
  for (let sent = 0; sent < size; sent += filler.length) await send(host, connection, filler);
  await send(host, connection, Buffer.from('","result":2}'));
}

function firstHalf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

const filler = Buffer.alloc(64 * 1024, "x");

function success(result: unknown): object {
  return { success: true, err: "", result };
}

function failure(err: string): object {
  return { success: false, err, result: null };
}

function encode(reply: object): Buffer {
  return Buffer.from(JSON.stringify(reply));
}

async function send(host: Host, connection: number, bytes: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < bytes.length) {
    const rest = bytes.subarray(offset);
    offset += await whenReady(host, connection, "writable", () => host.sockets.send(connection, rest));
  }
}
