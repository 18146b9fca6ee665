import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDeb822Source } from "./format-deb822-source.ts";
import { parseDeb822Sources } from "./parse-deb822-sources.ts";

const stanza = "Types: deb\nURIs: http://archive.test/debian\nSuites: bookworm\nComponents: main\n";
const parsed = {
  types: ["deb"],
  uris: ["http://archive.test/debian"],
  suites: ["bookworm"],
  components: ["main"],
  options: {},
};

describe("the deb822 format of apt's sources", () => {
  it.each([
    ["a stanza", stanza, parsed],
    ["comments between fields", stanza.replace("URIs", "# http://old.test\nURIs"), parsed],
    ["names in any case", stanza.toLowerCase(), parsed],
    ["a stanza that says it is enabled", `${stanza}Enabled: yes\n`, parsed],
    [
      "values that go on",
      stanza.replace("Suites: bookworm", "Suites:\n bookworm\n bookworm-updates"),
      { ...parsed, suites: ["bookworm", "bookworm-updates"] },
    ],
    [
      "a key in the file",
      `${stanza}Signed-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n`,
      {
        ...parsed,
        options: { "Signed-By": "\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF" },
      },
    ],
  ])("reads %s", (_, text, expected) => {
    expect(parseDeb822Sources(text)).toEqual([expected]);
  });

  it.each([
    ["a stanza that is disabled", `${stanza}Enabled: no\n`],
    ["a stanza without suites", stanza.replace(/Suites.*\n/, "")],
    ["a file of comments", "# nothing\n\n# here\n"],
  ])("takes nothing from %s", (_, text) => {
    expect(parseDeb822Sources(text)).toEqual([]);
  });

  it("tells stanzas apart by empty lines", () => {
    const second = stanza.replace("bookworm", "trixie");
    expect(parseDeb822Sources(`${stanza}\n \n${second}`).map(({ suites }) => suites)).toEqual([
      ["bookworm"],
      ["trixie"],
    ]);
  });

  it("reads back what is written", () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9:/.-]{0,12}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 3 });
    const options = fc.dictionary(
      fc.constantFrom("Signed-By", "Trusted", "Architectures"),
      fc.oneof(
        word,
        words.map((lines) => lines.map((line) => `\n ${line}`).join("")),
      ),
    );
    const source = fc.record({ types: words, uris: words, suites: words, components: words, options });
    fc.assert(
      fc.property(fc.array(source, { maxLength: 4 }), (sources) => {
        const text = sources.map(formatDeb822Source).join("\n");
        expect(parseDeb822Sources(text)).toEqual(
          sources.map((each) => ({ ...each, options: { ...each.options } })),
        );
      }),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."Types: deb\nURIs#\t-x:".split("")) }), (text) => {
        expect(parseDeb822Sources(text)).toBeInstanceOf(Array);
      }),
    );
  });
});
