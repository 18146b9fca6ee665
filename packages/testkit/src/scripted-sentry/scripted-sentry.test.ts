import { randomUUID } from "node:crypto";
import { connectSocket, sendAll } from "@sallyport/host";
import { createNodeHost } from "@sallyport/host/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ScriptedSentry, startScriptedSentry } from "./scripted-sentry.ts";
import { whenReady } from "./when-ready.ts";

const host = createNodeHost();
const bytes = (text: string): Uint8Array => host.text.encode(text);
let sentry: ScriptedSentry;
let connection: number;

beforeEach(async () => {
  const address = { kind: "abstract", name: `sentry-${randomUUID()}` } as const;
  sentry = await startScriptedSentry({ address, script: { Echo: ({ arg }) => ({ result: arg }) } });
  connection = await connectSocket(host, address);
});
afterEach(async () => {
  host.descriptors.close(connection);
  await sentry.close();
});

/** What one read gives: a small reply comes in one piece. */
async function receive(): Promise<string> {
  const buffer = new Uint8Array(1000);
  const count = await whenReady(host, connection, "readable", () =>
    host.descriptors.read(connection, buffer),
  );
  return host.text.decode(buffer.subarray(0, count));
}

describe("the scripted sentry", () => {
  it("answers one request after the other on a connection", async () => {
    await sendAll(host, connection, bytes(' {"method":"Echo","arg":[1]}\n'));
    expect(await receive()).toBe('{"success":true,"err":"","result":[1]}');
    await sendAll(host, connection, bytes('{"method":"Nope","arg":null}'));
    expect(await receive()).toBe('{"success":false,"err":"unknown method","result":null}');
    expect(sentry.requests.map(({ method, arg }) => [method, arg])).toEqual([
      ["Echo", [1]],
      ["Nope", null],
    ]);
  });

  it("forgets a second request that came along with the first, as gVisor does", async () => {
    await sendAll(host, connection, bytes('{"method":"Echo","arg":1}{"method":"Echo","arg":2}'));
    await receive();
    await sendAll(host, connection, bytes('{"method":"Echo","arg":3}'));
    expect(await receive()).toContain('"result":3');
    expect(sentry.requests.map(({ arg }) => arg)).toEqual([1, 3]);
  });

  it("takes descriptors with the first byte and drops those that come later", async () => {
    const null0 = host.files.open("/dev/null", { access: "read" });
    const expected = host.descriptors.status(null0);
    await sendAll(host, connection, bytes('{"method":"Echo",'), [null0, null0]);
    await sendAll(host, connection, bytes('"arg":1}'), [null0]);
    await receive();
    host.descriptors.close(null0);
    expect(sentry.requests[0]?.fds).toEqual([expected, expected]);
  });

  it("ends its connections when it is closed", async () => {
    await expect.poll(sentry.openConnections).toBe(1);
    await sentry.close();
    expect(await receive()).toBe("");
    expect(sentry.openConnections()).toBe(0);
  });
});
