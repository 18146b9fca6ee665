import { systemError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { createNodeHost } from "@sallyport/host/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readToEnd } from "../test/read-to-end.ts";
import { createScratch, openDescriptors, type Scratch } from "../test/scratch.ts";
import { withStandardStreams } from "../test/standard-streams.ts";
import type { CommandStreams } from "./command-streams.ts";
import { openStdio } from "./stdio.ts";

const host = createNodeHost();
const { descriptors } = host;
let scratch: Scratch;
let pipe: { readonly read: number; readonly write: number };
const opened: CommandStreams[] = [];

beforeEach(() => {
  scratch = createScratch(host);
  pipe = descriptors.pipe();
});
afterEach(async () => {
  for (const stdio of opened.splice(0)) await stdio[Symbol.asyncDispose]();
  descriptors.close(pipe.read);
  descriptors.close(pipe.write);
  scratch[Symbol.dispose]();
});

async function open(streams: Host): Promise<CommandStreams> {
  const stdio = await openStdio(streams);
  opened.push(stdio);
  return stdio;
}

const write = (fd: number, text: string) => descriptors.write(fd, host.text.encode(text));
/** Longer than any test takes. */
const forEver = 1_000_000;

describe("the streams of a command", () => {
  it("are ours when they are pipes, opened anew, so that they stay blocking for who shares them", async () => {
    const before = openDescriptors();
    const stdio = await open(withStandardStreams(host, [pipe.read, pipe.write, pipe.write]));
    const inodes = stdio.fds.map((fd) => descriptors.status(fd).inode);
    expect(inodes).toEqual(Array.from({ length: 3 }, () => descriptors.status(pipe.read).inode));
    expect(stdio.fds.map((fd) => descriptors.isNonBlocking(fd))).toEqual([false, false, false]);
    for (const fd of stdio.fds) descriptors.setNonBlocking(fd, true);
    expect([pipe.read, pipe.write].map((fd) => descriptors.isNonBlocking(fd))).toEqual([false, false]);
    stdio.released();
    expect(openDescriptors()).toBeLessThanOrEqual(before);
    await stdio.drained(forEver);
  });

  it("have room for a mebibyte where what is written goes into a pipe of ours", async () => {
    const stdio = await open(withStandardStreams(host, [pipe.read, pipe.write, pipe.write]));
    descriptors.setNonBlocking(stdio.fds[1], true);
    expect(descriptors.write(stdio.fds[1], new Uint8Array(1024 * 1024))).toBe(1024 * 1024);
    stdio.released();
    await stdio.drained(forEver);
  });

  it("are ours as they are when they cannot be opened anew", async () => {
    const full = descriptors.pipe();
    descriptors.close(full.read);
    const stdio = await open(withStandardStreams(host, [pipe.read, full.write, pipe.write]));
    expect(descriptors.status(stdio.fds[1]).inode).toBe(descriptors.status(full.write).inode);
    stdio.released();
    await stdio.drained(forEver);
    descriptors.close(full.write);
  });

  it("continue a file where it was written to before, and leave it behind what they wrote", async () => {
    const file = scratch.file();
    write(file, "one\n");
    const stdio = await open(withStandardStreams(host, [pipe.read, file, pipe.write]));
    write(stdio.fds[1], "two\n");
    stdio.released();
    await stdio.drained(forEver);
    write(file, "three\n");
    expect(scratch.content(file)).toBe("one\ntwo\nthree\n");
  });

  it("give the command the rest of a half-read file, and its end", async () => {
    const file = scratch.file("read already|not yet");
    descriptors.seek(file, "read already|".length, "start");
    const stdio = await open(withStandardStreams(host, [file, pipe.write, pipe.write]));
    const sandboxes = descriptors.duplicate(stdio.fds[0]);
    stdio.released();
    expect(String(await readToEnd(host, sandboxes))).toBe("not yet");
    descriptors.close(sandboxes);
  });

  it("share one pipe when both outputs go to one file, so that its lines keep their order", async () => {
    const file = scratch.file();
    const same = descriptors.duplicate(file);
    const stdio = await open(withStandardStreams(host, [pipe.read, file, same]));
    const [, stdout, stderr] = stdio.fds;
    expect(stderr).toBe(stdout);
    for (const line of ["1", "2", "3", "4"]) write(Number(line) % 2 === 0 ? stderr : stdout, line);
    stdio.released();
    await stdio.drained(forEver);
    expect(scratch.content(file)).toBe("1234");
    descriptors.close(same);
  });

  it("keep a socket from the command, whose sandbox would shut it down", async () => {
    const [ours, callers] = host.sockets.pair();
    const stdio = await open(withStandardStreams(host, [ours, ours, ours]));
    const [stdin, stdout, stderr] = stdio.fds;
    expect(stdin).toBeGreaterThan(2);
    expect(stdout).toBeGreaterThan(2);
    expect(stderr).toBe(stdout);
    write(callers, "in");
    host.sockets.shutdown(callers, "write");
    expect(String(await readToEnd(host, stdin))).toBe("in");
    write(stdout, "out, ");
    write(stderr, "err");
    stdio.released();
    await stdio.drained(forEver);
    descriptors.close(ours);
    expect(String(await readToEnd(host, callers))).toBe("out, err");
    descriptors.close(callers);
  });

  it("neither block on a socket that nobody reads, nor keep what it takes from a late reader", async () => {
    const [ours, callers] = host.sockets.pair();
    descriptors.setNonBlocking(ours, false);
    const stdio = await open(withStandardStreams(host, [pipe.read, ours, pipe.write]));
    descriptors.setNonBlocking(stdio.fds[1], true);
    write(stdio.fds[1], "x".repeat(1_000_000));
    stdio.released();
    const drained = stdio.drained(20);
    await host.clock.delay(50).elapsed;
    const read = readToEnd(host, callers);
    await drained;
    descriptors.close(ours);
    expect((await read).length).toBe(1_000_000);
    descriptors.close(callers);
  });

  it("have a pipe each when the outputs go to two files", async () => {
    const files = [scratch.file(), scratch.file()] as const;
    const stdio = await open(withStandardStreams(host, [pipe.read, ...files]));
    write(stdio.fds[1], "out");
    write(stdio.fds[2], "err");
    stdio.released();
    await stdio.drained(forEver);
    expect(files.map((file) => scratch.content(file))).toEqual(["out", "err"]);
  });

  it("are not waited for longer than asked when somebody holds them open", async () => {
    const before = openDescriptors();
    const file = scratch.file();
    const stdio = await openStdio(withStandardStreams(host, [pipe.read, file, pipe.write]));
    const heldOpen = descriptors.duplicate(stdio.fds[1]);
    write(heldOpen, "said");
    stdio.released();
    await stdio.drained(20);
    await expect.poll(() => scratch.content(file)).toBe("said");
    await stdio[Symbol.asyncDispose]();
    expect(() => write(heldOpen, "more")).toThrow("broken pipe");
    descriptors.close(heldOpen);
    expect(openDescriptors()).toBe(before + 1);
  });

  it("are left to another where they go to a file and somebody holds them open", async () => {
    const file = scratch.file();
    let left = -1;
    const streams = withStandardStreams(host, [pipe.read, file, pipe.write]);
    const stdio = await openStdio(streams, async ({ source }) => void (left = descriptors.duplicate(source)));
    const heldOpen = descriptors.duplicate(stdio.fds[1]);
    write(heldOpen, "said");
    stdio.released();
    await stdio.drained(20);
    await stdio[Symbol.asyncDispose]();
    expect(scratch.content(file)).toBe("said");
    write(heldOpen, "more");
    descriptors.close(heldOpen);
    expect(String(await readToEnd(host, left))).toBe("more");
    descriptors.close(left);
  });

  it("end for the command when its file can take no more, and say why", async () => {
    const file = scratch.file();
    const full = withStandardStreams(host, [pipe.read, file, pipe.write], {
      write() {
        throw systemError("write", "descriptor 1", "ENOSPC");
      },
    });
    const stdio = await open(full);
    const sandboxes = descriptors.duplicate(stdio.fds[1]);
    stdio.released();
    write(sandboxes, "x");
    await expect(stdio.drained(forEver)).rejects.toThrow(expect.objectContaining({ errno: "ENOSPC" }));
    expect(() => write(sandboxes, "y")).toThrow("broken pipe");
    descriptors.close(sandboxes);
  });

  it("say why the command's input ended early", async () => {
    const failing = withStandardStreams(host, [scratch.file("x"), pipe.write, pipe.write], {
      read() {
        throw systemError("read", "descriptor 0", "EIO");
      },
    });
    const stdio = await open(failing);
    expect((await readToEnd(host, stdio.fds[0])).length).toBe(0);
    await expect(stdio.drained(forEver)).rejects.toThrow(expect.objectContaining({ errno: "EIO" }));
  });

  it("leave nothing open when they cannot all be opened", async () => {
    const files = [scratch.file("x"), scratch.file(), scratch.file()] as const;
    const before = openDescriptors();
    let pipes = 0;
    const crowded = withStandardStreams(host, files, {
      pipe() {
        pipes += 1;
        if (pipes === 3) throw systemError("pipe", "two ends", "EMFILE");
        return descriptors.pipe();
      },
    });
    await expect(openStdio(crowded)).rejects.toMatchObject({ errno: "EMFILE" });
    await expect.poll(openDescriptors).toBeLessThanOrEqual(before);
  });

  it("make do with a small pipe when a large one is not granted", async () => {
    const file = scratch.file();
    const restricted = withStandardStreams(host, [pipe.read, file, pipe.write], {
      setPipeSize() {
        throw systemError("set pipe size", "descriptor 9", "EPERM");
      },
    });
    const stdio = await open(restricted);
    write(stdio.fds[1], "small");
    stdio.released();
    await stdio.drained(forEver);
    expect(scratch.content(file)).toBe("small");
  });
});
