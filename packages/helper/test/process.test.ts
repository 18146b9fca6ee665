import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { hasErrno } from "@sallyport/core";
import { afterEach, describe, expect, it } from "vitest";
import { startWaiter } from "../src/start-waiter.ts";
import { endOf, endWaiting, executable, host, startWaiting } from "./rig.ts";

const isRoot = process.geteuid?.() === 0;

/** What an action gives, or the code of its error. */
function outcomeOf(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
}

function statusOf(pid: number): Record<string, string> {
  const lines = readFileSync(`/proc/${pid}/status`, "latin1").trim().split("\n");
  return Object.fromEntries(lines.map((line) => line.split(/:\s*/, 2)));
}

/** Field 6 is the session, field 7 the terminal (proc(5)). */
function statFields(pid: number): readonly string[] {
  return readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]?.split(" ") ?? [];
}

afterEach(endWaiting);

describe("the waiter's process", () => {
  it("has its name, leads a session, and blocks all signals", async () => {
    const waiting = await startWaiting();
    const { pid } = waiting.waiter;
    expect(statusOf(pid)).toMatchObject({
      Name: "sallyport-wait",
      Threads: "1",
      SigBlk: "fffffffffffbfeff",
      SigCgt: "0000000000000000",
    });
    expect(statFields(pid).slice(3, 5)).toEqual([String(pid), "0"]);
  });

  it("is not dumpable and keeps its signals, the connection and the control socket, nothing else", async () => {
    const waiting = await startWaiting();
    const folder = `/proc/${waiting.waiter.pid}/fd`;
    const links = (): string[] =>
      readdirSync(folder).map((name) => `${name} ${readlinkSync(`${folder}/${name}`).replace(/\d+/, "N")}`);
    expect(outcomeOf(links)).toEqual(
      isRoot ? ["0 anon_inode:[signalfd]", "10 socket:[N]", "3 socket:[N]"] : "EACCES",
    );
  });

  it("holds no pipe open that it was given", async () => {
    const [control, theirs] = host.sockets.pair();
    const pipes = Array.from({ length: 5 }, () => host.descriptors.pipe());
    const writers = pipes.map((pipe) => pipe.write);
    const child = host.children.spawn({
      executable,
      argv: ["sallyport-wait"],
      environment: {},
      fds: [...writers.slice(0, 3), theirs, ...writers.slice(3)],
      session: "new",
    });
    for (const fd of [theirs, ...writers]) host.descriptors.close(fd);
    for (const { read } of pipes) {
      await host.descriptors.wait(read, "readable").ready;
      expect(host.descriptors.read(read, new Uint8Array(1))).toBe(0);
      host.descriptors.close(read);
    }
    expect(statFields(child.pid)[0]).not.toBe("Z");
    host.descriptors.close(control);
    expect(await endOf(child)).toEqual({ kind: "exited", code: 0 });
  });

  it("takes a terminal as its own and does not hold it open", async () => {
    const { master, replica } = host.terminals.openPty();
    const waiter = await startWaiter(host, { executable, terminal: replica });
    expect(statFields(waiter.pid)[4]).not.toBe("0");
    expect(readsInputOutputError(master)).toBe(false);
    host.descriptors.close(replica);
    expect(readsInputOutputError(master)).toBe(true);
    host.descriptors.close(master);
    waiter.close();
    expect(await endOf(waiter)).toEqual({ kind: "exited", code: 0 });
  });

  it("needs less than 64 KiB", async () => {
    const waiting = await startWaiting();
    expect(Number.parseInt(statusOf(waiting.waiter.pid)["VmRSS"] ?? "", 10)).toBeLessThan(64);
  });
});

/** Linux says so where no replica is open any more. */
function readsInputOutputError(master: number): boolean {
  host.descriptors.setNonBlocking(master, true);
  try {
    host.descriptors.read(master, new Uint8Array(1));
    return false;
  } catch (error) {
    if (!hasErrno(error, "EIO", "EAGAIN")) throw error;
    return error.errno === "EIO";
  }
}
