import { readFileSync } from "node:fs";
import { checkTransport, parseTransportManifest } from "@sallyport/transport";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import * as module from "../src/index.ts";
import { execArgs, exited, openMock } from "./start-in.ts";

const { sallyport }: { readonly sallyport: { readonly transport: unknown } } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);

describe("--transport mock", () => {
  it("is what package.json says", () => {
    expect(checkTransport(module, parseTransportManifest(sallyport.transport))).toBe(module.transport);
  });

  it.each([
    [["true"], "", 0],
    [["false"], "", 1],
    [["echo", "a", "b"], "a b\n", 0],
    [["cat"], "from stdin", 0],
    [["env"], "A=1\n", 0],
  ])("runs %j", async (args, output, code) => {
    const host = createFakeHost({ stdin: "from stdin" });
    const { transport } = module;
    const handle = await openMock({ transport }, host);
    const process = await handle.execute(execArgs({ args, env: ["A=1"] }), {
      guestFds: [0, 1, 2],
      hostFds: [0, 1, 2],
      hasExecutable: false,
    });
    expect(await process.wait()).toEqual(exited(code));
    expect(host.fake.output(1)).toBe(output);
  });
});
