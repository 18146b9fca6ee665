import { createNodeHost } from "@sallyport/host/node";
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { enterRawMode, rawMode } from "./raw-mode.ts";

const host = createNodeHost();

/** What stty(1) says of a terminal. */
function settings(fd: number): string {
  return execFileSync("stty", ["-a"], { stdio: [fd, "pipe", "inherit"], encoding: "utf8" });
}

describe("raw mode", () => {
  it("is what `stty raw -echo -iexten …` makes of a terminal, and is undone to the letter", () => {
    const { master, replica } = host.terminals.openPty();
    const before = settings(replica);
    const terminal = enterRawMode(host, replica);
    const during = settings(replica);
    for (const flag of [
      "-icanon",
      "-isig",
      "-echo",
      "-iexten",
      "-opost",
      "-icrnl",
      "-ixon",
      "cs8",
      "min = 1",
    ]) {
      expect(during).toContain(flag);
    }
    terminal.suspend();
    expect(settings(replica)).toBe(before);
    terminal.resume();
    expect(settings(replica)).toBe(during);
    terminal[Symbol.dispose]();
    expect(settings(replica)).toBe(before);
    host.descriptors.close(master);
    expect(() => terminal[Symbol.dispose]()).not.toThrow();
    host.descriptors.close(replica);
  });

  it("leaves the mode it is made from alone", () => {
    const { master, replica } = host.terminals.openPty();
    const mode = host.terminals.mode(replica);
    const copy = mode.slice();
    rawMode(mode);
    expect(mode).toEqual(copy);
    host.descriptors.close(master);
    host.descriptors.close(replica);
  });
});
