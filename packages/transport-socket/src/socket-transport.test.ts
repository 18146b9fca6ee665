import { describe, expect, it } from "vitest";
import { containerRecord, oldestSandbox } from "../test/records.ts";
import { socketTransport } from "./socket-transport.ts";

const always = { tty: "native", signals: "any" };

describe("capabilities", () => {
  it.each([
    ["0.0~20240729.0", { passFds: true, execFd: true, noNewPrivileges: false, processGroupSignals: false }],
    ["release-20260810.0", { passFds: true, execFd: true, noNewPrivileges: true, processGroupSignals: true }],
  ])("of release %s", (version, expected) => {
    expect(socketTransport.capabilities(containerRecord({ version }))).toEqual({ ...always, ...expected });
  });

  it.each([
    ["a release that names itself nowhere", containerRecord(oldestSandbox)],
    ["a destroyed sandbox", containerRecord({}, { sandbox: undefined })],
  ])("of %s are the least", (_, record) => {
    expect(socketTransport.capabilities(record)).toEqual({
      ...always,
      passFds: false,
      execFd: false,
      noNewPrivileges: false,
      processGroupSignals: false,
    });
  });
});
