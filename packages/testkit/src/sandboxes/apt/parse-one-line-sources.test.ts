import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseOneLineSources } from "./parse-one-line-sources.ts";

const plain = { types: ["deb"], uris: ["http://archive.test/debian"], suites: ["bookworm"], options: {} };

describe("the one-line format of apt's sources", () => {
  it.each([
    ["one entry", "deb http://archive.test/debian bookworm main", { ...plain, components: ["main"] }],
    [
      "several components and tabs",
      "deb\thttp://archive.test/debian  bookworm main\tcontrib ",
      { ...plain, components: ["main", "contrib"] },
    ],
    [
      "options",
      "deb [signed-by=/usr/share/keyrings/a.gpg,/b.gpg arch=amd64 trusted=yes] http://archive.test/debian bookworm main",
      {
        ...plain,
        components: ["main"],
        options: { "Signed-By": "/usr/share/keyrings/a.gpg /b.gpg", Architectures: "amd64", Trusted: "yes" },
      },
    ],
    [
      "options that add and take away",
      "deb [ arch+=i386 lang-=de ] http://archive.test/debian bookworm main",
      {
        ...plain,
        components: ["main"],
        options: { "Architectures-Add": "i386", "Languages-Remove": "de" },
      },
    ],
    [
      "a flat archive",
      "deb http://archive.test/flat ./ # no components",
      { ...plain, uris: ["http://archive.test/flat"], suites: ["./"], components: [] },
    ],
  ])("reads %s", (_, line, expected) => {
    expect(parseOneLineSources(line)).toEqual([expected]);
  });

  it.each(["", "# deb http://archive.test/debian bookworm main", "deb", "rpm http://archive.test x main"])(
    "takes nothing from %j",
    (line) => {
      expect(parseOneLineSources(line)).toEqual([]);
    },
  );

  it("keeps the order of the lines", () => {
    const text = "deb http://a.test/debian one main\n\n# x\ndeb-src http://b.test/debian two main\n";
    expect(parseOneLineSources(text).map(({ suites }) => suites[0])).toEqual(["one", "two"]);
  });

  it("never throws, and never gives an entry without an address and a suite", () => {
    const line = fc.stringMatching(/^(deb|deb-src)? *(\[[a-z=+ -]*\])?[ \t]*[\w:/.[\]#= -]*$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => {
        for (const source of parseOneLineSources(lines.join("\n"))) {
          expect(source.uris[0]).toMatch(/^\S+$/);
          expect(source.suites[0]).toMatch(/^\S+$/);
        }
      }),
    );
  });
});
