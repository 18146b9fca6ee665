import { describe, expect, it } from "vitest";
import { inParallel } from "./support/in-parallel.ts";
import { startsFast } from "./support/program.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

/**
 * What ends a process that does nothing about it (signal(7)), with the first and last of the real-time ones. On Node,
 * which takes long to start, a third of them.
 */
const fatalSignals = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 24, 25, 26, 27, 29, 30, 31, 34, 64,
].filter((signal) => startsFast || signal % 3 === 0 || [1, 2, 64].includes(signal));
const harmlessSignals = [17, 18, 23, 28];

/** Each with the executable; on Node, which takes long to start, every fifth and those that mean something to shells. */
const codes = Array.from({ length: 256 }, (_, code) => code).filter(
  (code) => startsFast || code % 5 === 0 || [1, 2, 126, 127, 128, 129].includes(code),
);

describe.each(releases)("the exit status on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it("is the command's own, from 0 to 255", { timeout: 180_000 }, async () => {
    const outcomes = await inParallel(codes, 12, (code) => guest.exec(["sh", "-c", `exit ${code}`]));
    expect(outcomes).toEqual(codes.map((status) => ({ status, signal: null, stdout: "", stderr: "" })));
  });

  it.concurrent.each(fatalSignals)("is 128 more than signal %i, which ended the command", async (signal) => {
    // A shell has a way of its own with some signals; the program that takes its place has none.
    const killer = `(while kill -${signal} $$; do sleep 0.1; done) >&- 2>&- & exec sleep 1000`;
    expect((await guest.exec(["sh", "-c", killer])).status).toBe(128 + signal);
  });

  it.concurrent.each(harmlessSignals)("is the command's own after signal %i", async (signal) => {
    const { status } = await guest.exec(["sh", "-c", `kill -${signal} $$; exit 5`]);
    expect(status).toBe(5);
  });
});
