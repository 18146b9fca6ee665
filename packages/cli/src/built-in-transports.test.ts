import { TRANSPORTS } from "@sallyport/runtime";
import { createRuntime } from "@sallyport/runtime/services";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { builtInIds, isBuiltIn } from "./built-in-transports.ts";

describe("a transport that is built in", () => {
  it("is each one that the runtime has", () => {
    const services = createRuntime(createFakeHost(), {
      root: undefined,
      transport: undefined,
      transportSources: { configuration: [], packageFolders: [], importModule: undefined },
      compat: "newest",
      netRaw: false,
      waiter: undefined,
      supervisor: undefined,
    });
    expect(services.resolve(TRANSPORTS).map(({ id }) => id)).toEqual(builtInIds);
    expect(builtInIds.every(isBuiltIn)).toBe(true);
  });

  it.each(["", "other", "toString"])("is not %j", (id) => {
    expect(isBuiltIn(id)).toBe(false);
  });
});
