import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { loadTransport } from "./load-transport.ts";

const folder = "/opt/lab";
const manifest = { api: "1.0", id: "lab", summary: "a lab", module: "./index.js", capabilities: {} };
const transport = { api: "1.0", id: "lab", capabilities: {}, open: () => undefined };
/** Of no library: takes objects with a text `host`, and makes it an address. */
const schema = {
  "~standard": {
    version: 1,
    vendor: "none",
    async validate(value: { readonly host?: unknown }) {
      return typeof value.host === "string"
        ? { value: { address: `${value.host}:22` } }
        : { issues: [{ message: "expected a text", path: [{ key: "host" }] }, { message: "another" }] };
    },
  },
};

interface Situation {
  readonly files?: Readonly<Record<string, string>>;
  readonly importModule?: () => Promise<object>;
  readonly options?: Readonly<Record<string, unknown>>;
}

function load({ files = {}, importModule, options }: Situation) {
  const host = createFakeHost({
    clock: "automatic",
    files: {
      [`${folder}/package.json`]: JSON.stringify({ name: "lab", sallyport: { transport: manifest } }),
      [`${folder}/index.js`]: "",
      ...files,
    },
  });
  const transports = { lab: { package: folder, ...(options && { options }) } };
  const configuration = [{ path: "/etc/config.json", content: { transports } }];
  return loadTransport(host, { configuration, packageFolders: [], importModule }, "lab", ["socket"]);
}

describe("a transport that is not built in", () => {
  it("is what its module exports, with what its schema makes of the options", async () => {
    const loaded = await load({
      importModule: async () => ({ transport: { ...transport, options: schema } }),
      options: { host: "lab1" },
    });
    expect(loaded.transport.id).toBe("lab");
    expect(loaded.options).toEqual({ address: "lab1:22" });
  });

  it("has no options where it takes none", async () => {
    expect((await load({ importModule: async () => ({ transport }) })).options).toBeUndefined();
  });

  it.each<[string, Situation, string, string]>([
    [
      "its module cannot be evaluated",
      { importModule: () => Promise.reject(new Error("Cannot find package 'ssh2'")) },
      "SALLYPORT_INVALID_TRANSPORT",
      "./index.js cannot be loaded: Cannot find package 'ssh2'",
    ],
    [
      "its module waits for ever",
      { importModule: () => new Promise(() => undefined) },
      "SALLYPORT_INVALID_TRANSPORT",
      "./index.js was not loaded in 30000 ms",
    ],
    ["this program loads nothing", {}, "SALLYPORT_INVALID_TRANSPORT", "this program cannot load modules"],
    [
      "it takes no options, and has some",
      { importModule: async () => ({ transport }), options: { a: 1, b: 2 } },
      "SALLYPORT_INVALID_CONFIGURATION",
      'transport "lab" takes no options, and a, b is configured',
    ],
    [
      "its options are not what its schema says",
      { importModule: async () => ({ transport: { ...transport, options: schema } }), options: { host: 7 } },
      "SALLYPORT_INVALID_CONFIGURATION",
      'options of transport "lab": host: expected a text (and 1 more)',
    ],
    [
      "its options are missing",
      { importModule: async () => ({ transport: { ...transport, options: schema } }) },
      "SALLYPORT_INVALID_CONFIGURATION",
      'options of transport "lab": host: expected a text (and 1 more)',
    ],
  ])("is refused when %s", async (_, situation, code, message) => {
    await expect(load(situation)).rejects.toMatchObject({
      code,
      message: `transport "lab" in ${folder}: ${message}`,
    });
  });

  it("has to have been built", async () => {
    const host = createFakeHost({
      files: {
        "/opt/x/package.json": JSON.stringify({
          sallyport: { transport: { ...manifest, module: "./dist/a.js" } },
        }),
      },
    });
    const sources = { configuration: [], packageFolders: [], importModule: async () => ({ transport }) };
    await expect(loadTransport(host, sources, "/opt/x", [])).rejects.toMatchObject({
      message: 'transport "/opt/x" in /opt/x: its module ./dist/a.js is missing',
      hint: "has the package been built?",
    });
  });
});
