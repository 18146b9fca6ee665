import { type FlagDefinition, flagNames } from "@sallyport/flags";

export interface ManPage {
  readonly name: string;
  readonly summary: string;
  readonly synopsis: string;
  /** As `paragraphs` makes it: what is indented is shown as it is. */
  readonly description: string;
  readonly flags: readonly FlagDefinition[];
}

/** A page of section 1, by the macros of man(7). */
export function manPage({ name, summary, synopsis, description, flags }: ManPage): string {
  return [
    `.TH ${text(name.toUpperCase())} 1`,
    ".SH NAME",
    `${text(name)} \\- ${text(summary)}`,
    ".SH SYNOPSIS",
    `.B ${text(synopsis)}`,
    ".SH DESCRIPTION",
    ...description.split("\n\n").flatMap(paragraph),
    ...(flags.length === 0 ? [] : [".SH OPTIONS"]),
    ...flags.flatMap((flag) => [".TP", `.B ${text(labelOf(flag))}`, text(flag.usage)]),
    "",
  ].join("\n");
}

function paragraph(part: string): string[] {
  const isExample = part.startsWith("  ");
  return isExample ? [".PP", ".EX", text(part), ".EE"] : [".PP", text(part)];
}

function labelOf(flag: FlagDefinition): string {
  const names = flagNames(flag).map((name) => (name.length === 1 ? `-${name}` : `--${name}`));
  return `${names.join(", ")}${flag.type.kind === "boolean" ? "" : ` ${flag.type.valueName}`}`;
}

/** Neither a backslash nor a dot in front of a line means anything; a dash is the one that is typed. */
function text(plain: string): string {
  return plain
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll(/^([.'])/gm, "\\&$1");
}
