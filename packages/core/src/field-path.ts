import { quoted } from "./printable.ts";

/** `transports.lab.ports[0]`, behind `prefix`: how messages name a field. */
export function fieldPath(path: readonly PropertyKey[], prefix = ""): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    if (!/^\w+$/.test(name)) return `${text}[${quoted(name, 60)}]`;
    return text === "" ? name : `${text}.${name}`;
  }, prefix);
}
