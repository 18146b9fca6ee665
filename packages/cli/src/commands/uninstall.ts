import { type InstallFlags, installFlags } from "@sallyport/flags";
import { defineCommand } from "../command.ts";
import { change, placeOf } from "../install/change-command.ts";
import { removal } from "../install/plan-changes.ts";
import { noWords } from "../only-word.ts";
import { paragraphs } from "../paragraphs.ts";

export const uninstallCommand = defineCommand<InstallFlags>({
  name: "uninstall",
  uses: "configuration",
  words: "",
  description: paragraphs(
    [
      "Takes out of an engine's configuration what install put there, and leaves everything else in it as it is.",
    ],
    ["  sallyport uninstall --engine podman --runtime runsc"],
  ),
  flags: () => installFlags,
  async run(context) {
    noWords(context.words, "uninstall");
    const place = placeOf(context);
    const next = `the engine has to read its configuration again; containers made with ${place.runtime} of it stay`;
    return change(context, removal(context.host, place), next);
  },
});
