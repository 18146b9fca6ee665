import { printable } from "@sallyport/core";
import { configFlags } from "@sallyport/flags";
import type { TransportSources } from "@sallyport/runtime";
import { defineCommand } from "../command.ts";
import { noWords } from "../only-word.ts";
import { paragraphs } from "../paragraphs.ts";
import type { SettingOrigin, Settings } from "../settings.ts";

interface ShownSetting {
  readonly key: string;
  readonly value: string;
  readonly origin: SettingOrigin;
}

export const configCommand = defineCommand({
  name: "config",
  uses: "configuration",
  words: "",
  description: paragraphs(
    [
      "Prints what is configured, as KEY=VALUE lines. A flag counts most, then a variable SALLYPORT_…, then the file that",
      "--config names, then /etc/sallyport/config.json, then ~/.config/sallyport/config.json, which root does not read.",
    ],
    [
      "A file is one JSON object; --schema prints its JSON Schema. Options of transports may be secret, and are not",
      "shown.",
    ],
    ["  sallyport config --show-origin"],
  ),
  flags: () => configFlags,
  async run({ flags, settings, transportSources, words }) {
    noWords(words, "config");
    if (flags.schema === true) {
      const { configurationJsonSchema } = await import("@sallyport/core/schemas");
      return { exitStatus: 0, output: `${JSON.stringify(configurationJsonSchema(), undefined, 2)}\n` };
    }
    const shown = [
      ...shownSettings(settings),
      ...shownDelegates(transportSources),
      ...shownTransports(transportSources),
    ];
    if (flags.json === true) return { exitStatus: 0, output: `${JSON.stringify(shown, undefined, 2)}\n` };
    return { exitStatus: 0, output: lines(shown, flags.showOrigin ?? false) };
  },
});

function shownSettings(settings: Settings): ShownSetting[] {
  return Object.entries(settings).flatMap(([key, setting]) =>
    setting === undefined ? [] : [{ key, value: setting.text, origin: setting.origin }],
  );
}

function shownDelegates({ configuration }: TransportSources): ShownSetting[] {
  const shown = new Map<string, ShownSetting>();
  for (const { path, content } of configuration.toReversed()) {
    for (const [dialect, value = ""] of Object.entries(content.delegates ?? {})) {
      const key = `delegates.${dialect}`;
      shown.set(key, { key, value, origin: { kind: "file", path } });
    }
  }
  return [...shown.values()];
}

/** Each by the package that it comes from; the file that counts most hides the others. */
function shownTransports({ configuration }: TransportSources): ShownSetting[] {
  const shown = new Map<string, ShownSetting>();
  for (const { path, content } of configuration) {
    for (const [name, entry] of Object.entries(content.transports ?? {})) {
      const key = `transports.${name}`;
      if (shown.has(key)) continue;
      shown.set(key, { key, value: entry.package ?? name, origin: { kind: "file", path } });
    }
  }
  return [...shown.values()];
}

function lines(shown: readonly ShownSetting[], showOrigin: boolean): string {
  return shown
    .map(
      ({ key, value, origin }) =>
        `${showOrigin ? `${originText(origin)}\t` : ""}${key}=${printable(value)}\n`,
    )
    .join("");
}

function originText(origin: SettingOrigin): string {
  if (origin.kind === "flag") return "command line";
  return origin.kind === "variable" ? origin.name : origin.path;
}
