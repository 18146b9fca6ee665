import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { behaviours } from "../behaviour/behaviours.ts";
import { createNodeHost } from "./create-node-host.ts";

const host = createNodeHost();

function countDescriptors(): number {
  return readdirSync("/proc/self/fd").length;
}

describe("Node behaves as every host", () => {
  it.each(behaviours.map((behaviour) => [behaviour.name, behaviour] as const))("%s", async (_, behaviour) => {
    const directory = mkdtempSync(join(tmpdir(), "host-"));
    try {
      for (const [name, target] of Object.entries(behaviour.symlinks ?? {})) {
        symlinkSync(target, join(directory, name));
      }
      for (const name of behaviour.fifos ?? []) {
        execFileSync("mkfifo", [join(directory, name)]);
      }
      const before = countDescriptors();
      await behaviour.run({ host, directory });
      expect(countDescriptors()).toBeLessThanOrEqual(before);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe("the Node host", () => {
  it("is one per process", () => {
    expect(createNodeHost()).toBe(host);
  });

  it("keeps no descriptor of 1,000 waits, ended or given up", async () => {
    const { read, write } = host.descriptors.pipe();
    const before = countDescriptors();
    for (let round = 0; round < 500; round++) {
      const given = host.descriptors.wait(read, "readable");
      await host.descriptors.wait(write, "writable").ready;
      given.cancel();
    }
    expect(countDescriptors()).toBeLessThanOrEqual(before);
    host.descriptors.close(read);
    host.descriptors.close(write);
  });

  it("leaves O_NONBLOCK of what it waits for alone", async () => {
    const { read, write } = host.descriptors.pipe();
    const wait = host.descriptors.wait(read, "readable");
    expect(host.descriptors.isNonBlocking(read)).toBe(false);
    host.descriptors.write(write, new Uint8Array(1));
    await wait.ready;
    expect(host.descriptors.isNonBlocking(read)).toBe(false);
    host.descriptors.close(read);
    host.descriptors.close(write);
  });
});
