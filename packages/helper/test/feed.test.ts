import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startFeed } from "../src/start-feed.ts";
import { executable, host } from "./rig.ts";

const { descriptors } = host;
const text = "0123456789abcdef".repeat(16 * 1024);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sallyport-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function feedFrom(source: number) {
  const pipe = descriptors.pipe();
  return { feed: startFeed(host, { executable }, { source, target: pipe.write }), read: pipe.read };
}

function openFile(content: string): number {
  const path = join(folder, "file");
  writeFileSync(path, content);
  return host.files.open(path, { access: "read" });
}

async function readAll(fd: number): Promise<string> {
  const buffer = new Uint8Array(64 * 1024);
  let all = "";
  for (;;) {
    await descriptors.wait(fd, "readable").ready;
    const length = descriptors.read(fd, buffer);
    if (length === 0) return all;
    all += host.text.decode(buffer.subarray(0, length));
  }
}

describe("a feed", () => {
  it("moves a file from where its offset is", async () => {
    const source = openFile(text);
    descriptors.seek(source, 5, "start");
    const { feed, read } = feedFrom(source);
    expect(await readAll(read)).toBe(text.slice(5));
    await feed.finished;
    for (const fd of [source, read]) descriptors.close(fd);
  });

  it("copies where the file system has no splice", async () => {
    const source = host.files.open("/proc/self/maps", { access: "read" });
    const { feed, read } = feedFrom(source);
    expect(await readAll(read)).toContain("[stack]\n");
    await feed.finished;
    for (const fd of [source, read]) descriptors.close(fd);
  });

  it("moves what a socket gives until that ends", async () => {
    const [ours, theirs] = host.sockets.pair();
    const { feed, read } = feedFrom(theirs);
    descriptors.close(theirs);
    for (const word of ["one ", "two"]) host.sockets.send(ours, host.text.encode(word));
    descriptors.close(ours);
    expect(await readAll(read)).toBe("one two");
    await feed.finished;
    descriptors.close(read);
  });

  it("that is stopped has taken no more than is in the pipe", async () => {
    const source = openFile(text);
    const { feed, read } = feedFrom(source);
    await descriptors.wait(read, "readable").ready;
    const taken = descriptors.read(read, new Uint8Array(1000));
    await feed.stop();
    await feed.finished;
    const rest = await readAll(read);
    expect(descriptors.seek(source, 0, "current")).toBe(taken + rest.length);
    expect(rest.length).toBeLessThan(text.length - taken);
    for (const fd of [source, read]) descriptors.close(fd);
  });

  it("ends when nobody reads", async () => {
    const [ours, theirs] = host.sockets.pair();
    const { feed, read } = feedFrom(theirs);
    descriptors.close(read);
    host.sockets.send(ours, Uint8Array.of(1));
    await feed.finished;
    for (const fd of [ours, theirs]) descriptors.close(fd);
  });

  it("says what it has failed with", async () => {
    const source = host.files.open(join(folder, "file"), { access: "write", create: true });
    const { feed, read } = feedFrom(source);
    await expect(feed.finished).rejects.toMatchObject({
      message: "waiter copy: bad file descriptor",
      errno: "EBADF",
    });
    for (const fd of [source, read]) descriptors.close(fd);
  });
});
