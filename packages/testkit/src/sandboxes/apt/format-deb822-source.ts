import type { AptSource } from "./apt-source.ts";

/** A deb822 stanza, ended by a newline. */
export function formatDeb822Source(source: AptSource): string {
  const fields: [string, string][] = [
    ["Types", source.types.join(" ")],
    ["URIs", source.uris.join(" ")],
    ["Suites", source.suites.join(" ")],
    ["Components", source.components.join(" ")],
    ...Object.entries(source.options),
  ];
  return fields
    .filter(([, value]) => value !== "")
    .map(([name, value]) => (value.startsWith("\n") ? `${name}:${value}\n` : `${name}: ${value}\n`))
    .join("");
}
