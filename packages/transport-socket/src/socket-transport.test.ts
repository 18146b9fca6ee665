import { apiProblem, capabilitiesFor } from "@sallyport/transport";
import { describe, expect, it } from "vitest";
import { containerRecord, oldestSandbox } from "../test/records.ts";
import { socketTransport } from "./socket-transport.ts";

const least = { passFds: false, execFd: false, noNewPrivileges: "always", processGroupSignals: false };
const most = { passFds: true, execFd: true, noNewPrivileges: "chosen", processGroupSignals: true };

const within = (record: ReturnType<typeof containerRecord>) => capabilitiesFor(socketTransport, record);

describe("the socket transport", () => {
  it("is of this version of the contract", () => {
    expect(apiProblem(socketTransport.api)).toBeUndefined();
  });

  it("declares what the newest release can do", () => {
    expect(socketTransport.capabilities).toMatchObject({ tty: "native", signals: "any", ...most });
  });

  it.each([
    ["0.0~20240729.0", { ...least, passFds: true, execFd: true }],
    ["0.0~20230330.0", { ...least, passFds: true }],
    ["release-20260810.0", most],
  ])("can do less in a sandbox of release %s", (version, expected) => {
    expect(within(containerRecord({ version }))).toMatchObject(expected);
  });

  it.each([
    ["a release that names itself nowhere", containerRecord(oldestSandbox)],
    ["a destroyed sandbox", containerRecord({}, { sandbox: undefined })],
  ])("can do the least in %s", (_, record) => {
    expect(within(record)).toMatchObject({ tty: "native", signals: "any", ...least });
  });
});
