import { describe, expect, it } from "vitest";
import { encodeRequest } from "./request.ts";

describe("encodeRequest", () => {
  it.each([
    ["an id", "containerManager.Wait", "web", '{"method":"containerManager.Wait","arg":"web"}'],
    ["nothing", "containerManager.Event", null, '{"method":"containerManager.Event","arg":null}'],
    [
      "an object, its keys in order",
      "containerManager.WaitPID",
      { PID: 2, CID: "web" },
      '{"method":"containerManager.WaitPID","arg":{"PID":2,"CID":"web"}}',
    ],
    [
      "half a surrogate pair, which UTF-8 cannot say",
      "m",
      "\ud800",
      String.raw`{"method":"m","arg":"\ud800"}`,
    ],
  ])("writes %s", (_, method, argument, expected) => {
    expect(encodeRequest({ method, argument, fds: [] })).toBe(expected);
  });

  it("takes 128 descriptors and refuses 129", () => {
    const request = { method: "m", argument: null };
    expect(encodeRequest({ ...request, fds: Array(128).fill(0) })).toContain("m");
    expect(() => encodeRequest({ ...request, fds: Array(129).fill(0) })).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_INVALID_DESCRIPTOR",
        message: expect.stringContaining("too many files"),
      }),
    );
  });
});
