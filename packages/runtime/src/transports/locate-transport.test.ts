import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import type { ConfigurationFile } from "../configuration/read-configuration.ts";
import { locateTransport } from "./locate-transport.ts";

const builtIn = ["socket"];
const global = "/usr/lib/node_modules";

const packageJson = (changes: object = {}) =>
  JSON.stringify({
    name: "any",
    version: "1.2.3",
    sallyport: {
      transport: {
        api: "1.0",
        id: "lab",
        summary: "a lab",
        module: "./index.js",
        capabilities: {},
        ...changes,
      },
    },
  });

/** Where the name leads, with packages in these folders. */
function locate(name: string, folders: readonly string[], ...contents: ConfigurationFile["content"][]) {
  const files = Object.fromEntries(folders.map((folder) => [`${folder}/package.json`, packageJson()]));
  // Paths with ".." lead through the folders of the configuration.
  const places = Object.fromEntries(contents.map((_, index) => [`/etc/${index}/config.json`, ""]));
  const host = createFakeHost({ files: { ...files, ...places }, workingDirectory: "/here" });
  const configuration = contents.map((content, index) => ({ path: `/etc/${index}/config.json`, content }));
  const sources = { configuration, packageFolders: [global], importModule: undefined };
  return locateTransport(host, sources, name, builtIn);
}

const ours = `${global}/@sallyport/transport-lab`;
const others = `${global}/sallyport-transport-lab`;
const besideConfiguration = "/etc/0/node_modules/sallyport-transport-lab";

describe("the name of a transport", () => {
  it.each<[string, string, string[], ConfigurationFile["content"][]]>([
    ["our own package", ours, [ours, others], []],
    ["a package of others", others, [others], []],
    ["our package before that of others, wherever they are", ours, [ours, besideConfiguration], [{}]],
    [
      "a package beside the configuration before one beside the program",
      besideConfiguration,
      [besideConfiguration, others],
      [{}],
    ],
    [
      "the package that the configuration says",
      `${global}/acme`,
      [`${global}/acme`, ours],
      [{ transports: { lab: { package: "acme" } } }],
    ],
    [
      "the scoped package that it says",
      `${global}/@acme/lab`,
      [`${global}/@acme/lab`],
      [{ transports: { lab: { package: "@acme/lab" } } }],
    ],
    [
      "the folder that it says, relative to itself",
      "/etc/0/mine",
      ["/etc/0/mine"],
      [{ transports: { lab: { package: "./mine" } } }],
    ],
    [
      "the first file that says it",
      "/etc/1/../x",
      ["/etc/x"],
      [{}, { transports: { lab: { package: "../x" } } }, { transports: { lab: {} } }],
    ],
    [
      "a package by its own name, where the file has options only",
      others,
      [others],
      [{ transports: { lab: { options: {} } } }],
    ],
  ])("leads to %s", (_, folder, folders, contents) => {
    expect(locate("lab", folders, ...contents).folder).toBe(folder);
  });

  it.each([
    ["@acme/lab", `${global}/@acme/lab`],
    ["/opt/lab", "/opt/lab"],
    ["./lab", "/here/lab"],
    [".", "/here"],
    ["../lab", "/here/../lab"],
  ])("may be exact: %s", (name, folder) => {
    expect(locate(name, [folder.replace("/here/../", "/")]).folder).toBe(folder);
  });

  it("has the options that the configuration gives to it", () => {
    const options = { host: "lab1" };
    expect(locate("lab", [others], { transports: { lab: { options } } }).options).toEqual(options);
    expect(locate("lab", [others], { transports: { other: { options } } }).options).toBeUndefined();
  });

  it("leads nowhere in the current directory", () => {
    expect(() => locate("lab", ["/here/node_modules/sallyport-transport-lab", "/here/lab"])).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_TRANSPORT_NOT_FOUND",
        message:
          'transport "lab" is not there: @sallyport/transport-lab and sallyport-transport-lab are not installed; ' +
          `looked at ${global}/@sallyport/transport-lab, ${global}/sallyport-transport-lab`,
      }),
    );
  });

  it.each(["toString", "__proto__"])("is no member of an object: %s", (name) => {
    expect(() => locate(name, [], { transports: {} })).toThrow(
      expect.objectContaining({ code: "SALLYPORT_TRANSPORT_NOT_FOUND" }),
    );
  });

  it.each(["", " ", "a/b", "@a", "@a/b/c", "-x", "a b", "a\u001b", ".hidden", "@../x", "@a/.."])(
    "is no name: %j",
    (name) => {
      expect(() => locate(name, [])).toThrow(
        expect.objectContaining({ code: "SALLYPORT_TRANSPORT_NOT_FOUND" }),
      );
    },
  );
});

describe("a folder", () => {
  it("without a package.json is no package", () => {
    expect(() => locate("/opt/lab", [])).toThrow(
      'transport "/opt/lab" is not there: there is no /opt/lab/package.json',
    );
  });

  it.each<[string, string]>([
    ["{", "is no JSON: "],
    ["null", "has no sallyport.transport: the package is no transport for sallyport"],
    ['{"sallyport":{}}', "has no sallyport.transport: the package is no transport for sallyport"],
    ['{"sallyport":{"transport":[]}}', ": sallyport.transport [] must be an object"],
    [
      packageJson({ id: "socket" }),
      ': sallyport.transport.id "socket" is that of a transport that is built in',
    ],
    [
      packageJson({ api: "9.0" }),
      ': sallyport.transport.api "9.0" is newer than 1.0, which this sallyport has',
    ],
  ])("is refused, by its path, when its package.json is %s", (text, message) => {
    const host = createFakeHost({ files: { "/opt/lab/package.json": text } });
    const sources = { configuration: [], packageFolders: [], importModule: undefined };
    expect(() => locateTransport(host, sources, "/opt/lab", builtIn)).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_INVALID_TRANSPORT",
        message: expect.stringMatching(
          new RegExp(`^transport "/opt/lab": /opt/lab/package.json ?${escaped(message)}`),
        ),
      }),
    );
  });
});

const escaped = (text: string) => text.trim().replaceAll(/[.[\]]/g, String.raw`\$&`);
