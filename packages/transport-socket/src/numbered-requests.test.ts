import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { killRequest, signalRequest } from "./numbered-requests.ts";
import { encodeRequest } from "./urpc/request.ts";

const numbers = fc.integer({ min: 1, max: 0x7fff_ffff });

function signalCall(CID: string, Signo: number, PID: number, Mode: number): string {
  return encodeRequest({
    method: "containerManager.Signal",
    argument: { CID, Signo, PID, Mode },
    fds: [],
  });
}

describe("a numbered request", () => {
  it("for a signal is the request that we send ourselves", () => {
    const modes = fc.constantFrom(["process", 0] as const, ["foreground", 2] as const);
    fc.assert(
      fc.property(
        fc.string(),
        numbers,
        fc.integer({ min: 1, max: 64 }),
        modes,
        (id, pid, signal, [name, mode]) => {
          const { before, after } = signalRequest(id, pid, name);
          expect(`${before}${signal}${after}`).toBe(signalCall(id, signal, pid, mode));
        },
      ),
    );
  });

  it("for a kill is the request that we send ourselves", () => {
    fc.assert(
      fc.property(fc.string(), numbers, (id, pid) => {
        const { before, after } = killRequest(id);
        expect(`${before}${pid}${after}`).toBe(signalCall(id, 9, pid, 0));
      }),
    );
  });
});
