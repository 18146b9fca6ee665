import { describe, expect, it } from "vitest";
import { checkTransport } from "./check-transport.ts";
import type { TransportManifest } from "./transport-manifest.ts";

const manifest: TransportManifest = {
  api: "1.0",
  id: "lab",
  summary: "a lab",
  module: "./index.js",
  capabilities: { tty: "native", list: true },
};
const transport = {
  api: "1.0",
  id: "lab",
  capabilities: { tty: "native", list: true, passFds: false },
  open: async () => undefined,
  list: async () => [],
};
const schema = Object.assign(() => undefined, {
  "~standard": { version: 1, vendor: "x", validate: () => ({}) },
});

/** With its methods in a prototype. */
class Lab {
  readonly api = "1.0";
  readonly id = "lab";
  readonly capabilities = transport.capabilities;
  async open() {}
  async list() {}
}

describe("what a module exports", () => {
  it.each<[string, object]>([
    ["is a plain object", transport],
    ["has options of some schema library", { ...transport, options: schema }],
    ["is an object of a class", new Lab()],
  ])("is a transport: it %s", (_, exported) => {
    expect(checkTransport({ transport: exported }, manifest)).toBe(exported);
  });

  it.each<[object, string]>([
    [{}, './index.js exports no "transport", but nothing'],
    [{ default: transport, version: 1 }, './index.js exports no "transport", but default, version'],
    [{ transport: null }, "what ./index.js exports is no transport: it null must be an object"],
    [
      { transport: () => transport },
      "what ./index.js exports is no transport: it () => transport must be an object",
    ],
    [
      { transport: { ...transport, open: 7 } },
      "what ./index.js exports is no transport: open 7 must be a function",
    ],
    [{ transport: { ...transport, list: {} } }, "no transport: list (an object) must be a function"],
    [
      { transport: { ...transport, capabilitiesOf: "x" } },
      'no transport: capabilitiesOf "x" must be a function',
    ],
    [
      { transport: { ...transport, options: { type: "object" } } },
      "options (an object) must be a schema of a library that keeps to Standard Schema 1",
    ],
    [{ transport: { ...transport, id: "other" } }, 'id is "other" in the code and "lab" in package.json'],
    [{ transport: { ...transport, api: undefined } }, 'api is missing in the code and "1.0" in package.json'],
    [
      { transport: { ...transport, capabilities: undefined } },
      "transport.capabilities is missing: it must be an object",
    ],
    [
      { transport: { ...transport, capabilities: { tty: "yes" } } },
      'transport.capabilities.tty "yes" must be none or emulated or native',
    ],
    [
      { transport: { ...transport, capabilities: { ...transport.capabilities, passFds: true } } },
      "capabilities.passFds is true in the code and missing in package.json",
    ],
    [
      { transport: { ...transport, list: undefined } },
      'capabilities.list is true, but the transport has no function "list"',
    ],
  ])("is refused: %j", (module, message) => {
    expect(() => checkTransport(module, manifest)).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_INVALID_TRANSPORT",
        message: expect.stringContaining(message),
      }),
    );
  });
});
