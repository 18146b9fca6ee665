import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { ReadableStream, WritableStream } from "node:stream/web";
import { createNodeHost } from "@sallyport/host/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Program, startScriptedSandbox } from "../test/scripted-sandbox.ts";
import type { ExecOptions, OutputOption, RunOptions } from "./index.ts";

const host = createNodeHost();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sallyport-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(content: string): string {
  const path = join(folder, "file");
  writeFileSync(path, content);
  return path;
}

const echo: Program = async (guest) => guest.write(1, await guest.read());
const greet: Program = async (guest) => {
  await guest.write(1, "out\n");
  await guest.write(2, "err\n");
};

async function* pieces(): AsyncGenerator<string> {
  yield "one ";
  yield "two";
}

describe("standard input", () => {
  const big = "0123456789abcdef".repeat(100_000);

  it.each<[string, () => NonNullable<RunOptions["stdin"]>, string]>([
    ["nothing", () => "ignore", ""],
    ["no bytes", () => new Uint8Array(0), ""],
    ["bytes", () => Buffer.from("one two"), "one two"],
    ["more bytes than a pipe holds", () => Buffer.from(big), big],
    ["a stream", () => Readable.from(pieces()), "one two"],
    ["a stream of the web", () => new Blob(["one two"]).stream(), "one two"],
    ["what is iterated", () => pieces(), "one two"],
    ["a file", () => ({ file: file("one two") }), "one two"],
  ])("is %s", async (_, stdin, expected) => {
    const sandbox = await startScriptedSandbox(echo);
    const { stdout } = await sandbox.box.run(["cat"], { stdin: stdin() });
    expect(stdout).toBe(expected);
  });

  it("is a descriptor of a file, read from where it stands", async () => {
    const sandbox = await startScriptedSandbox(echo);
    const fd = openSync(file("one two"), "r");
    readSync(fd, Buffer.alloc(4), 0, 4, null);
    expect(await sandbox.box.run(["cat"], { stdin: fd })).toMatchObject({ stdout: "two" });
    closeSync(fd);
  });

  it("of a descriptor leaves its offset behind what the command has read", async () => {
    const chunk = 64 * 1024;
    const { box } = await startScriptedSandbox(async (guest) => {
      await host.descriptors.wait(guest.fds[0] ?? -1, "readable").ready;
      await guest.write(1, String(host.descriptors.read(guest.fds[0] ?? -1, new Uint8Array(chunk))));
    });
    const fd = openSync(file(big), "r");
    readSync(fd, Buffer.alloc(4), 0, 4, null);
    const { stdout } = await box.run(["head"], { stdin: fd });
    expect(host.descriptors.seek(fd, 0, "current")).toBe(4 + Number(stdout));
    closeSync(fd);
  });

  it("is a socket, until that ends", async () => {
    const { box } = await startScriptedSandbox(echo);
    const [ours, theirs] = host.sockets.pair();
    const running = box.run(["cat"], { stdin: theirs });
    for (const word of ["one ", "two"]) host.sockets.send(ours, host.text.encode(word));
    host.descriptors.close(ours);
    expect(await running).toMatchObject({ stdout: "one two" });
    host.descriptors.close(theirs);
  });

  it("of a descriptor that cannot be read ends the command", async () => {
    const { box } = await startScriptedSandbox(async (guest) => void (await guest.signal()));
    const fd = openSync(join(folder, "file"), "w");
    const failure = await box.run(["cat"], { stdin: fd }).catch((error: unknown) => error);
    const message = `stdin: descriptor ${fd}: waiter copy: bad file descriptor`;
    expect(failure).toMatchObject({ aborted: true, cause: { message } });
    closeSync(fd);
  });

  it("of a command that reads no more takes nothing from its source", async () => {
    const sandbox = await startScriptedSandbox(async () => undefined);
    const source = new PassThrough();
    source.write("one ");
    await sandbox.box.run(["true"], { stdin: source });
    expect([source.destroyed, source.listenerCount("error"), source.listenerCount("data")]).toEqual([
      false,
      0,
      0,
    ]);
  });

  it("of the web is cancelled when the command ends, also while it has nothing", async () => {
    const { box } = await startScriptedSandbox(async () => undefined);
    let cancelled = false;
    const stdin = new ReadableStream<Uint8Array>({ cancel: () => void (cancelled = true) });
    await box.run(["true"], { stdin });
    await expect.poll(() => cancelled).toBe(true);
  });

  it("that fails ends the command", async () => {
    const untilSignal: Program = async (guest) => ({
      kind: "signaled",
      signal: await guest.signal(),
      coreDumped: false,
    });
    const sandbox = await startScriptedSandbox(untilSignal);
    const stdin = new PassThrough();
    const running = sandbox.box.run(["cat"], { stdin }).catch((error: unknown) => error);
    stdin.destroy(new Error("disk on fire"));
    expect(await running).toMatchObject({ cause: new Error("disk on fire"), aborted: true });
  });

  it("of anything but bytes and text ends the command", async () => {
    const sandbox = await startScriptedSandbox(async (guest) => void (await guest.signal()));
    async function* numbers(): AsyncGenerator<number> {
      yield 1;
    }
    const options = { stdin: numbers() as never };
    const failure = await sandbox.box.run(["cat"], options).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      aborted: true,
      cause: { message: "stdin: a chunk 1 must be bytes or text" },
    });
  });

  it("is closed quietly by a command that reads no more", async () => {
    const sandbox = await startScriptedSandbox(async () => undefined);
    const command = await sandbox.box.exec(["true"], { stdin: "pipe" });
    await command.exit;
    command.stdin.write("nobody");
    expect(command.stdin.destroyed).toBe(true);
  });
});

describe("standard output", () => {
  /** What is left where the options say. */
  async function written(option: (path: string) => OutputOption, options: ExecOptions = {}): Promise<string> {
    const sandbox = await startScriptedSandbox(greet);
    const path = file("before\n");
    const stdout = option(path);
    const command = await sandbox.box.exec(["command"], { ...options, stdout });
    expect(command.stdout).toBeNull();
    await command.exit;
    if (typeof stdout === "number") closeSync(stdout);
    return readFileSync(path, "utf8");
  }

  it("goes to a file, which is emptied or added to", async () => {
    expect(await written((path) => ({ file: path }))).toBe("out\n");
    expect(await written((path) => ({ file: path, append: true }))).toBe("before\nout\n");
  });

  it("goes to one file with standard error", async () => {
    const both = await written((path) => ({ file: path }), { stderr: { file: join(folder, "file") } });
    expect(both).toBe("out\nerr\n");
    expect(await written((path) => openSync(path, "a"), { stderr: "stdout" })).toBe("before\nout\nerr\n");
  });

  it("goes to a stream, which is not ended", async () => {
    const sandbox = await startScriptedSandbox(greet);
    const target = new PassThrough();
    const command = await sandbox.box.exec(["command"], { stdout: target, stderr: target });
    await command.exit;
    expect([target.writableEnded, target.listenerCount("drain")]).toEqual([false, 0]);
    target.end();
    expect(await text(target)).toBe("out\nerr\n");
  });

  it("goes to a response of node:http", async () => {
    const sandbox = await startScriptedSandbox(greet);
    const server = createServer(async (_, response) => {
      await sandbox.box.run(["command"], { stdout: response, stderr: "ignore" });
      response.end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("out\n");
    server.close();
  });

  it("goes to a stream of the web, whose lock is given back", async () => {
    const sandbox = await startScriptedSandbox(greet);
    const chunks: Uint8Array[] = [];
    const target = new WritableStream<Uint8Array>({ write: (chunk) => void chunks.push(chunk) });
    const command = await sandbox.box.exec(["command"], { stdout: target });
    await command.exit;
    expect(target.locked).toBe(false);
    await target.close();
    expect(Buffer.concat(chunks).toString()).toBe("out\n");
  });

  it("is read as lines, and as a stream of the web", async () => {
    const lines = "one\ntwo\r\n\nä€𝄞";
    const sandbox = await startScriptedSandbox(async (guest) => guest.write(1, lines));
    const found: string[] = [];
    for await (const line of (await sandbox.box.exec(["command"])).stdout.lines()) found.push(line);
    expect(found).toEqual(["one", "two", "", "ä€𝄞"]);
    const { stdout } = await sandbox.box.exec(["command"]);
    expect(await text(stdout.toWeb())).toBe(lines);
  });
});
