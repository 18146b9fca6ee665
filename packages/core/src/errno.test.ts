import { constants } from "node:os";
import { describe, expect, it } from "vitest";
import { errnoMessage, errnoName } from "./errno.ts";
import { errnoNumbers } from "./errno-numbers.ts";

describe("errno", () => {
  it.each(Object.entries(errnoNumbers))("%s has the number that this system gives it", (name, number) => {
    const known: Readonly<Record<string, number>> = constants.errno;
    expect(known[name] ?? number).toBe(number);
    expect(errnoName(number)).toBe(name);
  });

  it.each([
    ["ENOENT", "no such file or directory"],
    ["EACCES", "permission denied"],
    ["EBADF", "bad file descriptor"],
    ["ECONNREFUSED", "connection refused"],
    ["EAGAIN", "resource temporarily unavailable"],
    ["EDOTDOT", "RFS specific error"],
    ["ERRNO_200", "errno 200"],
  ] as const)("%s reads as %s", (name, message) => {
    expect(errnoMessage(name)).toBe(message);
  });

  it("gives an unknown number a name that keeps it", () => {
    expect(errnoName(200)).toBe("ERRNO_200");
  });
});
