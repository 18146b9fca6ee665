import { createNodeHost } from "@sallyport/host/node";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRemoteTerminal } from "./terminal.ts";

const host = createNodeHost();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "console-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the console socket", () => {
  it.each([
    ["short", "s"],
    ["longer than a socket address", join("d".repeat(100), "e".repeat(60), "s")],
  ])("at a path that is %s gets one message with the master and is closed", async (_, name) => {
    const path = join(folder, name);
    mkdirSync(join(path, ".."), { recursive: true });
    const listener = host.sockets.listen({ kind: "path", path }, 1);
    const terminal = await openRemoteTerminal(host, path, { rows: 33, columns: 77 });
    const connection = host.sockets.accept(listener);
    const buffer = new Uint8Array(100);
    const message = host.sockets.receive(connection, buffer, 4);
    expect(host.text.decode(buffer.subarray(0, message.length))).toBe("pty-master");
    expect(message.fds).toHaveLength(1);
    const [master = -1] = message.fds;
    expect(host.terminals.windowSize(master)).toEqual({ rows: 33, columns: 77 });
    expect(host.sockets.receive(connection, buffer, 4)).toEqual({ length: 0, fds: [] });
    host.descriptors.write(terminal.replica, host.text.encode("hello"));
    expect(host.text.decode(buffer.subarray(0, host.descriptors.read(master, buffer)))).toBe("hello");
    await terminal[Symbol.asyncDispose]();
    for (const fd of [master, connection, listener]) host.descriptors.close(fd);
  });

  it.each([
    ["missing", "nothing", "no such file or directory"],
    ["no socket", "file", "connection refused"],
    ["without a listener", "dead", "connection refused"],
  ])("that is %s is an error that names it", async (_, name, reason) => {
    const path = join(folder, name);
    if (name === "file") writeFileSync(path, "");
    if (name === "dead") host.descriptors.close(host.sockets.listen({ kind: "path", path }, 1));
    await expect(openRemoteTerminal(host, path, undefined)).rejects.toThrow(
      new RegExp(`setting up console with socket "${path}".*${reason}`),
    );
  });
});
