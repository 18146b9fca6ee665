import { describe, expect, it } from "vitest";
import type { AptSource } from "./apt-source.ts";
import { chooseDebianArchive, withSuite } from "./choose-debian-archive.ts";

function source(uri: string, suites: string, change: Partial<AptSource> = {}): AptSource {
  return {
    types: ["deb"],
    uris: [uri],
    suites: suites.split(" "),
    components: ["main"],
    options: {},
    ...change,
  };
}

const debian = source("http://archive.test/debian", "bookworm bookworm-updates");
const security = source("http://archive.test/debian-security", "bookworm-security");

describe("the archive a Debian machine gets its packages from", () => {
  it.each<[string, AptSource[], AptSource]>([
    ["the machine's own suite, not its updates", [security, debian], debian],
    [
      "Debian's own before others that use the same names",
      [source("https://vendor.test/apt", "bookworm"), debian],
      debian,
    ],
    [
      "the one with Debian's keyring, wherever it is",
      [
        debian,
        source("http://copy.test/d", "trixie", {
          options: { "Signed-By": "/usr/share/keyrings/debian-archive-keyring.gpg" },
        }),
      ],
      source("http://copy.test/d", "trixie", {
        options: { "Signed-By": "/usr/share/keyrings/debian-archive-keyring.gpg" },
      }),
    ],
    [
      "another Debian suite, where its own is not there",
      [security, source("http://archive.test/debian", "stable")],
      source("http://archive.test/debian", "stable"),
    ],
  ])("is %s", (_, sources, expected) => {
    expect(chooseDebianArchive(sources, "bookworm")).toEqual(expected);
  });

  it.each<[string, AptSource[]]>([
    ["there is no source", []],
    ["no source has a Debian suite", [security, source("http://vendor.test/apt", "nodistro")]],
    ["there are source packages only", [{ ...debian, types: ["deb-src"] }]],
    ["the component main is not there", [{ ...debian, components: ["contrib"] }]],
    ["there is an installation disc only", [source("cdrom:disc/", "bookworm")]],
  ])("is unknown when %s", (_, sources) => {
    expect(chooseDebianArchive(sources, "bookworm")).toBeUndefined();
  });

  it("is asked for other suites with the same key", () => {
    const options = { "Signed-By": "/usr/share/keyrings/debian-archive-keyring.gpg" };
    expect(withSuite({ ...debian, options, types: ["deb", "deb-src"] }, "trixie", "deb-src")).toEqual({
      ...debian,
      options,
      types: ["deb-src"],
      suites: ["trixie"],
    });
  });
});
