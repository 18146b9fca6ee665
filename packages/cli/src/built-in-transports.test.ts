import { createRuntime, TRANSPORTS } from "@sallyport/runtime";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { isBuiltIn } from "./built-in-transports.ts";

describe("a transport that is built in", () => {
  it("is each one that the runtime has", () => {
    const settings = { root: undefined, transport: undefined, netRaw: false, waiter: undefined } as const;
    const transports = createRuntime(createFakeHost(), { ...settings, compat: "newest" }).resolve(TRANSPORTS);
    expect(transports.map(({ id }) => id)).toEqual(["socket"]);
    expect(isBuiltIn("socket")).toBe(true);
  });

  it.each(["", "other", "toString"])("is not %j", (id) => {
    expect(isBuiltIn(id)).toBe(false);
  });
});
