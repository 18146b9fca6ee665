import type { AptSource } from "./apt-source.ts";

/**
 * The enabled stanzas of a deb822 `.sources` file. Field names are matched whatever their case; a continuation
 * line keeps its indentation, as an inline `Signed-By` key needs. sources.list(5), DEB822-STYLE FORMAT
 */
export function parseDeb822Sources(text: string): AptSource[] {
  const stanzas: Map<string, string>[] = [new Map()];
  let field = "";
  for (const line of text.split("\n")) {
    const stanza = stanzas.at(-1) ?? new Map<string, string>();
    const start = /^([^\s:#-][^\s:]*):(.*)$/.exec(line);
    if (line.startsWith("#")) continue;
    if (line.trim() === "") {
      stanzas.push(new Map());
      field = "";
    } else if (start !== null) {
      field = canonicalName(start[1] ?? "");
      stanza.set(field, (start[2] ?? "").trim());
    } else if (/^\s/.test(line) && field !== "") {
      stanza.set(field, `${stanza.get(field) ?? ""}\n${line.trimEnd()}`);
    }
  }
  return stanzas.filter(isEnabled).map(toSource);
}

function canonicalName(name: string): string {
  if (name.toLowerCase() === "uris") return "URIs";
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

function isEnabled(stanza: ReadonlyMap<string, string>): boolean {
  const disabled = /^(no|false|without|off|disable|0)$/i.test(stanza.get("Enabled") ?? "yes");
  return stanza.has("Types") && stanza.has("URIs") && stanza.has("Suites") && !disabled;
}

const namedFields = new Set(["Types", "URIs", "Suites", "Components", "Enabled"]);

function toSource(stanza: ReadonlyMap<string, string>): AptSource {
  const words = (name: string) => (stanza.get(name) ?? "").split(/\s+/).filter((word) => word !== "");
  return {
    types: words("Types"),
    uris: words("URIs"),
    suites: words("Suites"),
    components: words("Components"),
    options: Object.fromEntries([...stanza].filter(([name]) => !namedFields.has(name))),
  };
}
