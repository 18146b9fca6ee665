import { describe, expect, it } from "vitest";

import { behaviours } from "../behaviour/behaviours.ts";
import { readable } from "../helpers/readable.ts";
import type { Host } from "../port/host.ts";
import { createFakeHost, type FakeProgram } from "./create-fake-host.ts";

const directory = "/tmp/case";

describe("the fake behaves as every host", () => {
  const cases = behaviours.filter(({ needs }) => needs === undefined);

  it.each(cases.map((behaviour) => [behaviour.name, behaviour] as const))("%s", async (_, behaviour) => {
    const inDirectory = (name: string) => `${directory}/${name}`;
    const symlinks = Object.entries(behaviour.symlinks ?? {});
    const host = createFakeHost({
      clock: "automatic",
      workingDirectory: directory,
      symlinks: Object.fromEntries(symlinks.map(([name, target]) => [inDirectory(name), target])),
      fifos: (behaviour.fifos ?? []).map(inDirectory),
    });
    const before = host.fake.openDescriptors();
    await behaviour.run({ host, directory });
    expect(host.fake.openDescriptors()).toEqual(before);
  });
});

function spawn(host: Host, executable: string, fds: readonly number[] = [0, 1, 2]) {
  return host.children.spawn({ executable, argv: [executable, "-x"], environment: { A: "b=c" }, fds });
}

const copy: FakeProgram = async ({ host, environment }) => {
  const buffer = new Uint8Array(16);
  await readable(host, 0);
  const length = host.descriptors.read(0, buffer);
  host.descriptors.write(1, buffer.subarray(0, length));
  host.descriptors.write(1, host.text.encode(environment["A"] ?? ""));
  return 7 << 8;
};

describe("the fake runs scripted programs", () => {
  it("with their own descriptors, environment and standard streams", async () => {
    const host = createFakeHost({ stdin: "in ", programs: { "/bin/copy": copy } });
    const child = spawn(host, "/bin/copy");
    expect(await child.exited).toBe(7 << 8);
    expect(host.fake.output(1)).toBe("in b=c");
    expect(host.fake.spawned).toMatchObject([{ executable: "/bin/copy", argv: ["/bin/copy", "-x"] }]);
    expect(host.fake.openDescriptors()).toEqual([0, 1, 2]);
  });

  it.each([
    ["unwatched", undefined, 15],
    ["watched", 15, 0],
  ] as const)("and ends them by a signal only when it is %s", async (_, watched, status) => {
    const program: FakeProgram = ({ host }) =>
      new Promise((resolve) => {
        host.signals.watch(watched === undefined ? [] : [watched], () => resolve(0));
      });
    const host = createFakeHost({ programs: { "/bin/wait": program } });
    const child = spawn(host, "/bin/wait");
    await host.fake.advance(1);
    host.signals.send(child.pid, 15);
    expect(await child.exited).toBe(status);
    expect(host.fake.signalsSent).toEqual([{ pid: child.pid, signal: 15 }]);
    expect(() => host.signals.send(child.pid, 0)).toThrow("no such process");
  });

  it.each([
    ["/bin/none", "ENOENT"],
    ["/etc/file", "EACCES"],
  ])("and refuses %s with %s", (executable, errno) => {
    const host = createFakeHost({ files: { "/etc/file": "" } });
    expect(() => spawn(host, executable)).toThrow(expect.objectContaining({ errno }));
  });

  it("and notes by what it was replaced, and what that one inherits", () => {
    const host = createFakeHost({ inherited: [5], programs: { "/bin/next": () => 0 } });
    host.descriptors.pipe();
    expect(() => host.children.replace("/bin/next", ["next"], { A: "b" })).toThrow("replaced");
    expect(host.fake.replacement).toEqual({
      executable: "/bin/next",
      argv: ["next"],
      environment: ["A=b"],
      fds: [5, 0, 1, 2],
    });
  });
});

describe("the fake's outside", () => {
  it("lets time pass only when told", async () => {
    const host = createFakeHost({ now: 1000 });
    const events: number[] = [];
    void host.clock.delay(10).elapsed.then(() => events.push(host.clock.now()));
    await host.fake.advance(9);
    expect(events).toEqual([]);
    await host.fake.advance(5);
    expect(events).toEqual([1010]);
    expect(host.clock.now()).toBe(1014);
  });

  it("has a terminal to type on, of a size", async () => {
    const host = createFakeHost({ terminal: { rows: 24, columns: 80 } });
    expect(host.terminals.isTerminal(0)).toBe(true);
    expect(host.terminals.windowSize(1)).toEqual({ rows: 24, columns: 80 });
    const ready = readable(host, 0);
    host.fake.terminal?.type("ls\n");
    await ready;
    const buffer = new Uint8Array(8);
    expect(host.descriptors.read(0, buffer)).toBe(3);
    host.descriptors.write(1, host.text.encode("file"));
    expect(host.fake.terminal?.output()).toBe("file");
  });

  it("fails instead of blocking for ever", () => {
    const host = createFakeHost();
    const { read } = host.descriptors.pipe();
    expect(() => host.descriptors.read(read, new Uint8Array(1))).toThrow(
      expect.objectContaining({ errno: "EDEADLK" }),
    );
  });
});
