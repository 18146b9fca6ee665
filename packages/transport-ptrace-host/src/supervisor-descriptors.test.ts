import { describe, expect, it } from "vitest";
import { supervisorDescriptors } from "./supervisor-descriptors.ts";

describe("the descriptors of a supervisor", () => {
  it.each([
    [{ guestFds: [0, 1, 2], hostFds: [10, 11, 12] }, undefined, [10, 11, 12, 99], 3],
    [{ guestFds: [0, 1, 2, 3], hostFds: [10, 11, 12, 13] }, undefined, [10, 11, 12, 13, 99], 4],
    [{ guestFds: [0, 1, 2, 5], hostFds: [10, 11, 12, 13] }, undefined, [10, 11, 12, 99, 99, 13, 99], 6],
    [{ guestFds: [0, 1, 2], hostFds: [10, 10, 10] }, 50, [10, 10, 10, 99, 50], 3],
  ])("%j are under the command's numbers", (payload, socket, fds, init) => {
    const pidfdSocket = socket === undefined ? undefined : init + 1;
    expect(supervisorDescriptors(payload, 99, socket)).toEqual({ fds, init, pidfdSocket });
  });
});
