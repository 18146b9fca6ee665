import { createNodeHost } from "@sallyport/host/node";
import { systemError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { print } from "./print.ts";

const host = createNodeHost();

/** The same host, on which a pipe is stdout. */
function withStdout(stdout: number): Host {
  const { descriptors } = host;
  const real = (fd: number) => (fd === 1 ? stdout : fd);
  return {
    ...host,
    descriptors: {
      ...descriptors,
      write: (fd, bytes) => descriptors.write(real(fd), bytes),
      wait: (fd, readiness) => descriptors.wait(real(fd), readiness),
    },
  };
}

describe("printing", () => {
  it.each([1, 2] as const)("writes text to descriptor %i", async (fd) => {
    const fake = createFakeHost();
    await print(fake, fd, "grüße\n");
    expect(fake.fake.output(fd)).toBe("grüße\n");
  });

  it("waits for a slow reader of a pipe that does not block", async () => {
    const pipe = host.descriptors.pipe();
    host.descriptors.setPipeSize(pipe.write, 4096);
    host.descriptors.setNonBlocking(pipe.write, true);
    const text = "0123456789".repeat(5000);
    const printed = print(withStdout(pipe.write), 1, text).then(() => host.descriptors.close(pipe.write));
    let received = "";
    const buffer = new Uint8Array(1000);
    for (let length = -1; length !== 0;) {
      await host.descriptors.wait(pipe.read, "readable").ready;
      length = host.descriptors.read(pipe.read, buffer);
      received += host.text.decode(buffer.subarray(0, length));
    }
    await printed;
    expect(received).toBe(text);
    host.descriptors.close(pipe.read);
  });

  it("ends quietly when the reader is gone", async () => {
    const pipe = host.descriptors.pipe();
    host.descriptors.close(pipe.read);
    await expect(print(withStdout(pipe.write), 1, "x")).resolves.toBeUndefined();
    host.descriptors.close(pipe.write);
  });

  it("fails where there is no room", async () => {
    const full: Host = {
      ...host,
      descriptors: {
        ...host.descriptors,
        write() {
          throw systemError("write", "descriptor 1", "ENOSPC");
        },
      },
    };
    await expect(print(full, 1, "x")).rejects.toThrow(expect.objectContaining({ errno: "ENOSPC" }));
  });
});
