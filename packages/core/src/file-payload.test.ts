import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFilePayload } from "./file-payload.ts";

const stdio = [0, 1, 2].map((fd) => ({ host: fd, guest: fd }));

function range(length: number) {
  return Array.from({ length }, (_, guest) => ({ host: 50, guest }));
}

describe("file payload", () => {
  it("puts guest descriptors in ascending order and the executable last", () => {
    const payload = createFilePayload([{ host: 7, guest: 5 }, ...stdio], 6);
    expect(payload).toEqual({ guestFds: [0, 1, 2, 5], hostFds: [0, 1, 2, 7, 6], hasExecutable: true });
  });

  it("lets a later mapping of the same guest descriptor win", () => {
    const payload = createFilePayload([...stdio, { host: 9, guest: 1 }]);
    expect(payload).toEqual({ guestFds: [0, 1, 2], hostFds: [0, 9, 2], hasExecutable: false });
  });

  it("takes 128 descriptors, the executable among them", () => {
    expect(createFilePayload(range(128)).hostFds).toHaveLength(128);
    expect(createFilePayload(range(127), 3).hostFds).toHaveLength(128);
  });

  it.each([
    [129, undefined],
    [128, 3],
  ])("refuses %i mappings with executable %s", (count, execFd) => {
    expect(() => createFilePayload(range(count), execFd)).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_INVALID_DESCRIPTOR",
        message: "too many files: 129 descriptors to pass, at most 128",
      }),
    );
  });

  it.each([
    ["host", [{ host: -1, guest: 5 }], undefined],
    ["guest", [{ host: 5, guest: -1 }], undefined],
    ["host", stdio, -5],
    ["host", [{ host: 1.5, guest: 5 }], undefined],
    ["guest", [{ host: 5, guest: 2 ** 31 }], undefined],
    ["guest", [{ host: 5, guest: Number.NaN }], undefined],
  ])("refuses a %s number that is no descriptor: %j, executable %s", (side, mappings, execFd) => {
    expect(() => createFilePayload(mappings, execFd)).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_INVALID_DESCRIPTOR",
        message: expect.stringMatching(new RegExp(`^${side} file descriptor .* must be an integer from 0`)),
      }),
    );
  });

  it("keeps the last host descriptor of every guest one, ascending, whatever the order", () => {
    const mapping = fc.record({ host: fc.nat(), guest: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(mapping), fc.option(fc.nat(), { nil: undefined }), (mappings, execFd) => {
        const { guestFds, hostFds, hasExecutable } = createFilePayload(mappings, execFd);
        expect(guestFds).toEqual(
          [...new Set(mappings.map(({ guest }) => guest))].toSorted((left, right) => left - right),
        );
        expect(hasExecutable).toBe(execFd !== undefined);
        for (const [index, guest] of guestFds.entries()) {
          expect(hostFds[index]).toBe(mappings.findLast((candidate) => candidate.guest === guest)?.host);
        }
        expect(hostFds.slice(guestFds.length)).toEqual(execFd === undefined ? [] : [execFd]);
      }),
    );
  });
});
