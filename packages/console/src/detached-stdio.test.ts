import { createNodeHost } from "@sallyport/host/node";
import { expect, it } from "vitest";
import { createScratch, openDescriptors } from "../test/scratch.ts";
import { withStandardStreams } from "../test/standard-streams.ts";
import { openDetachedStdio } from "./detached-stdio.ts";

const host = createNodeHost();
const { descriptors } = host;

it("the streams of a command that outlives us have each file copied by somebody else, and pipes as they are", async () => {
  using scratch = createScratch(host);
  const file = scratch.file();
  const pipe = descriptors.pipe();
  const before = openDescriptors();
  const left: number[] = [];
  const streams = withStandardStreams(host, [pipe.read, file, pipe.write]);
  const stdio = await openDetachedStdio(streams, async ({ source, target }) => {
    left.push(target, descriptors.duplicate(source));
  });
  const [target, source = -1] = left;
  expect(target).toBe(1);
  descriptors.write(stdio.fds[1], host.text.encode("written"));
  stdio.released();
  await stdio.drained(0);
  const buffer = new Uint8Array(100);
  expect(host.text.decode(buffer.subarray(0, descriptors.read(source, buffer)))).toBe("written");
  // The command's end is closed, and ours: whoever copies sees the end.
  expect(descriptors.read(source, buffer)).toBe(0);
  descriptors.close(source);
  expect(openDescriptors()).toBeLessThanOrEqual(before);
  for (const fd of [pipe.read, pipe.write]) descriptors.close(fd);
});

it("the streams of a command that outlives us are closed again when nobody copies", async () => {
  using scratch = createScratch(host);
  const files = [scratch.file("input"), scratch.file(), scratch.file()] as const;
  const before = openDescriptors();
  const streams = withStandardStreams(host, files);
  await expect(openDetachedStdio(streams, () => Promise.reject(new Error("no process")))).rejects.toThrow(
    "no process",
  );
  expect(openDescriptors()).toBeLessThanOrEqual(before);
});
