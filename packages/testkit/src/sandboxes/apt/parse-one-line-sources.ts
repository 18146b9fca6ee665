import type { AptSource } from "./apt-source.ts";

/** Options of the one-line format whose deb822 name is another word. sources.list(5), OPTIONS */
const fieldNames: Readonly<Record<string, string>> = {
  arch: "Architectures",
  lang: "Languages",
  target: "Targets",
};

/** The active entries of a `.list` file: `deb [option=value …] uri suite [component …]`, one per line. */
export function parseOneLineSources(text: string): AptSource[] {
  return text.split("\n").flatMap((line) => {
    const source = parseLine(line.replace(/#.*/, "").trim());
    return source === undefined ? [] : [source];
  });
}

function parseLine(line: string): AptSource | undefined {
  const match = /^(deb|deb-src)\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s*(.*)$/.exec(line);
  if (match === null) return undefined;
  const [, type = "", options = "", uri = "", suite = "", components = ""] = match;
  return {
    types: [type],
    uris: [uri],
    suites: [suite],
    components: words(components),
    options: Object.fromEntries(words(options).flatMap(parseOption)),
  };
}

/** `name=value`, `name+=value` or `name-=value`; the last two are fields of their own in deb822. */
function parseOption(option: string): [string, string][] {
  const match = /^([\w-]+?)([+-]?)=(.+)$/.exec(option);
  if (match === null) return [];
  const [, name = "", change = "", value = ""] = match;
  const field = fieldNames[name.toLowerCase()] ?? capitalise(name.toLowerCase());
  const suffix = { "+": "-Add", "-": "-Remove" }[change] ?? "";
  return [[`${field}${suffix}`, value.replaceAll(",", " ")]];
}

function capitalise(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
