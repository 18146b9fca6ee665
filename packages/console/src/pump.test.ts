import { randomBytes } from "node:crypto";
import { createNodeHost } from "@sallyport/host/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readToEnd } from "../test/read-to-end.ts";
import { createScratch, openDescriptors, type Scratch } from "../test/scratch.ts";
import { startPump } from "./pump.ts";

const host = createNodeHost();
const { descriptors } = host;
let scratch: Scratch;
let before: number;

beforeEach(() => {
  scratch = createScratch(host);
  before = openDescriptors();
});
afterEach(() => {
  scratch[Symbol.dispose]();
});

function smallPipe() {
  const pipe = descriptors.pipe();
  descriptors.setPipeSize(pipe.write, 4096);
  descriptors.setNonBlocking(pipe.write, true);
  return pipe;
}

describe("a pump", () => {
  it.each([0, 1, 65_536, 1_000_003])("brings %i bytes to a slow reader unchanged", async (size) => {
    const bytes = randomBytes(size);
    const source = scratch.file(bytes);
    const pipe = smallPipe();
    const pump = startPump(host, source, pipe.write, pipe.write);
    expect((await readToEnd(host, pipe.read)).equals(bytes)).toBe(true);
    await pump.finished;
    descriptors.close(pipe.read);
  });

  it("takes whatever a pipe gives, until its last writer is gone", async () => {
    const target = scratch.file();
    const pipe = descriptors.pipe();
    descriptors.setNonBlocking(pipe.read, true);
    const pump = startPump(host, pipe.read, target, pipe.read);
    for (const text of ["one", "two", "three"]) {
      descriptors.write(pipe.write, host.text.encode(text));
      await expect.poll(() => scratch.content(target)).toMatch(new RegExp(`${text}$`));
    }
    descriptors.close(pipe.write);
    await pump.finished;
    expect(scratch.content(target)).toBe("onetwothree");
  });

  it("catches up with what its source has, though that does not end", async () => {
    const bytes = randomBytes(100_000);
    const source = descriptors.pipe();
    descriptors.setPipeSize(source.write, 131_072);
    descriptors.setNonBlocking(source.read, true);
    descriptors.write(source.write, bytes);
    const target = smallPipe();
    const pump = startPump(host, source.read, target.write, target.write);
    const read = readToEnd(host, target.read);
    await pump.catchUp();
    expect(pump.written()).toBe(100_000);
    await pump.catchUp();
    descriptors.close(source.write);
    await pump.finished;
    expect((await read).equals(bytes)).toBe(true);
    for (const fd of [source.read, target.read]) descriptors.close(fd);
  });

  it("catches up with a source that is never empty once as much has passed as it can hold", async () => {
    const source = host.files.open("/dev/zero", { access: "read" });
    const target = host.files.open("/dev/null", { access: "write" });
    const pump = startPump(host, source, target, target);
    await pump.catchUp();
    expect(pump.written()).toBeGreaterThanOrEqual(1024 * 1024);
    pump.stop();
    await pump.finished;
    descriptors.close(source);
  });

  it("begins where the file's offset is", async () => {
    const source = scratch.file("read before, read now");
    descriptors.seek(source, "read before, ".length, "start");
    const pipe = smallPipe();
    const pump = startPump(host, source, pipe.write, pipe.write);
    expect(String(await readToEnd(host, pipe.read))).toBe("read now");
    await pump.finished;
    descriptors.close(pipe.read);
  });

  it("ends without an error when nobody reads any more", async () => {
    const source = scratch.file("x".repeat(100_000));
    const pipe = smallPipe();
    const pump = startPump(host, source, pipe.write, pipe.write);
    await expect.poll(() => descriptors.seek(source, 0, "current")).toBeGreaterThan(0);
    descriptors.close(pipe.read);
    await pump.finished;
  });

  it("stops while it waits for bytes", async () => {
    const target = scratch.file();
    const pipe = descriptors.pipe();
    descriptors.setNonBlocking(pipe.read, true);
    const pump = startPump(host, pipe.read, target, pipe.read);
    pump.stop();
    await pump.finished;
    expect(() => descriptors.write(pipe.write, new Uint8Array(1))).toThrow("broken pipe");
    expect(scratch.content(target)).toBe("");
    descriptors.close(pipe.write);
  });

  it("stops while it waits for room", async () => {
    const source = scratch.file("x".repeat(100_000));
    const pipe = smallPipe();
    const pump = startPump(host, source, pipe.write, pipe.write);
    await expect.poll(() => descriptors.seek(source, 0, "current")).toBeGreaterThan(0);
    pump.stop();
    await pump.finished;
    expect((await readToEnd(host, pipe.read)).length).toBe(4096);
    descriptors.close(pipe.read);
  });

  it("fails with what reading failed with, and lets go of its end", async () => {
    const directory = host.files.open("/", { access: "read", directory: true });
    const pipe = smallPipe();
    const pump = startPump(host, directory, pipe.write, pipe.write);
    // Its reader sees the end first: a failure that nobody looks at yet must not end the program.
    expect((await readToEnd(host, pipe.read)).length).toBe(0);
    await expect(pump.finished).rejects.toThrow(expect.objectContaining({ errno: "EISDIR" }));
    descriptors.close(directory);
    descriptors.close(pipe.read);
  });

  it("leaves no descriptor open", async () => {
    const pipe = smallPipe();
    const pump = startPump(host, scratch.file("x"), pipe.write, pipe.write);
    await pump.finished;
    descriptors.close(pipe.read);
    expect(openDescriptors()).toBe(before + 1);
  });
});
