import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { inTerminal, runNode } from "./run-node.ts";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "host-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

const print = "process.stdout.write(text)";

describe("a Node process with a host", () => {
  it("ends by itself after 1,000 waits", async () => {
    const script = `
      const { read, write } = host.descriptors.pipe();
      for (let round = 0; round < 500; round++) {
        const given = host.descriptors.wait(read, "readable");
        await host.descriptors.wait(write, "writable").ready;
        given.cancel();
      }
      const text = "done"; ${print}`;
    expect(await runNode(script)).toEqual({ status: 0, output: "done" });
  });

  it("stays alive for a pending wait, and no longer", async () => {
    const script = `
      const { read, write } = host.descriptors.pipe();
      let awaited = false;
      process.on("exit", () => { const text = String(awaited); ${print} });
      setTimeout(() => host.descriptors.write(write, new Uint8Array(1)), 20).unref();
      host.descriptors.wait(read, "readable").ready.then(() => { awaited = true; });`;
    expect(await runNode(script)).toEqual({ status: 0, output: "true" });
  });

  it("ends while signals are watched", async () => {
    const script = `host.signals.watch([15, 28], () => undefined); const text = "ended"; ${print}`;
    expect(await runNode(script)).toEqual({ status: 0, output: "ended" });
  });

  it("reads and sets the size of the terminal it has", async () => {
    const script = `
      const fd = 0;
      host.terminals.setWindowSize(fd, { rows: 33, columns: 44 });
      const text = JSON.stringify([host.terminals.isTerminal(fd), host.terminals.windowSize(fd)]); ${print}`;
    const { output } = await runNode(script, [], inTerminal);
    expect(output.trim()).toBe('[true,{"rows":33,"columns":44}]');
  });

  it("reports an error thrown after a wait as Node does", async () => {
    const script = `
      process.on("uncaughtException", (error) => { const text = error.message; ${print} });
      const { write } = host.descriptors.pipe();
      host.descriptors.wait(write, "writable").ready.then(() => { throw new Error("thrown"); });`;
    expect(await runNode(script)).toEqual({ status: 0, output: "thrown" });
  });

  it("can use the host in worker threads that come and go", async () => {
    const script = `
      import { Worker } from "node:worker_threads";
      const code = \`
        import { createNodeHost } from "@sallyport/host/node";
        import { parentPort } from "node:worker_threads";
        const host = createNodeHost();
        const { read, write } = host.descriptors.pipe();
        await host.descriptors.wait(write, "writable").ready;
        parentPort.postMessage("ready");
        host.descriptors.wait(read, "readable");
      \`;
      for (let round = 0; round < 3; round++) {
        const worker = new Worker(new URL("data:text/javascript," + encodeURIComponent(
          code.replace("@sallyport/host/node", import.meta.resolve("@sallyport/host/node")))));
        await new Promise((resolve, reject) => worker.on("message", resolve).on("error", reject));
        await worker.terminate();
      }
      const text = "ended"; ${print}`;
    expect(await runNode(script)).toEqual({ status: 0, output: "ended" });
  });

  it("knows the descriptors that its caller left open, and forgets closed ones", async () => {
    const file = openSync(join(directory, "file"), "w");
    const script = `
      const seen = () => [...Array(64).keys()].filter((fd) => fd < 8 && host.descriptors.isInherited(fd)).join();
      const before = seen();
      host.descriptors.close(4);
      const again = host.files.open("/dev/null", { access: "read" });
      const text = [before, again, seen()].join(" "); ${print}`;
    expect(await runNode(script, [file, file])).toEqual({ status: 0, output: "0,1,2,3,4 4 0,1,2,3" });
    closeSync(file);
  });

  it("hands a program that replaces it what it inherited, and default signals", async () => {
    const file = openSync(join(directory, "file"), "w");
    const script = `
      host.files.open("/dev/null", { access: "read" });
      const shell = "for fd in 0 1 2 3 4; do [ -e /proc/$$/fd/$fd ] && echo $fd; done; grep SigIgn /proc/$$/status";
      host.children.replace("/bin/sh", ["sh", "-c", shell], { PATH: "/usr/bin:/bin" });`;
    const { output } = await runNode(script, [file]);
    expect(output).toBe("0\n1\n2\n3\nSigIgn:\t0000000000000000\n");
    closeSync(file);
  });

  it("does not block its event loop while another process holds a lock", async () => {
    const script = `
      import { withLock } from "@sallyport/host";
      const lock = ${JSON.stringify(join(directory, "lock"))};
      const { read, write } = host.descriptors.pipe();
      const input = host.descriptors.pipe();
      const holder = host.children.spawn({
        executable: "/usr/bin/flock",
        argv: ["flock", lock, "sh", "-c", "echo locked; read line"],
        environment: { PATH: "/usr/bin:/bin" },
        fds: [input.read, write, 2],
      });
      await host.descriptors.wait(read, "readable").ready;
      const events = [];
      const taken = withLock(host, lock, 0o600, () => events.push("taken"));
      for (let tick = 0; tick < 10; tick++) await host.clock.delay(1).elapsed;
      events.push("ticked");
      host.descriptors.write(input.write, host.text.encode("\\n"));
      await Promise.all([taken, holder.exited]);
      const text = events.join(); ${print}`;
    expect(await runNode(script)).toEqual({ status: 0, output: "ticked,taken" });
  });
});
