import { expect, it } from "vitest";
import { SallyportError, withContext } from "./sallyport-error.ts";
import { hasErrno, systemError } from "./system-error.ts";

it.each([
  ["open", "/x", "ENOENT", "open /x: no such file or directory"],
  ["connect", undefined, "ECONNREFUSED", "connect: connection refused"],
  ["open", "/a\nb", "EACCES", "open /a\\nb: permission denied"],
] as const)("%s of %s with %s reads as Go writes it", (operation, subject, errno, message) => {
  const error = systemError(operation, subject, errno);
  expect(error).toMatchObject({ code: "SALLYPORT_SYSTEM_CALL", reason: "system", message, errno });
});

it("finds the errno of a system error, also behind a context", () => {
  const error = systemError("open", "/x", "ENOENT");
  expect(hasErrno(error, "EACCES", "ENOENT")).toBe(true);
  expect(hasErrno(withContext("writing pid file", error), "ENOENT")).toBe(true);
});

it("finds no errno where there is another one or none", () => {
  expect(hasErrno(systemError("open", "/x", "ENOENT"), "EACCES")).toBe(false);
  expect(hasErrno(systemError("open", "/x", "ENOENT"))).toBe(false);
  expect(hasErrno(new SallyportError("SALLYPORT_INTERNAL", "none"), "ENOENT")).toBe(false);
  expect(hasErrno(Object.assign(new Error("foreign"), { errno: "ENOENT" }), "ENOENT")).toBe(false);
  expect(hasErrno(undefined, "ENOENT")).toBe(false);
});
