import { type InstallFlags, installFlags } from "@sallyport/flags";
import { defineCommand } from "../command.ts";
import { change, placeOf } from "../install/change-command.ts";
import { engineConfigurations } from "../install/engine-configuration.ts";
import { findRuntime } from "../install/find-runtime.ts";
import { installation } from "../install/plan-changes.ts";
import { noWords } from "../only-word.ts";
import { paragraphs } from "../paragraphs.ts";

export const installCommand = defineCommand<InstallFlags>({
  name: "install",
  uses: "configuration",
  words: "",
  description: paragraphs(
    [
      "Puts sallyport in front of a runtime in an engine's configuration: exec is sallyport's from then on, and the",
      "rest goes to the real runtime, which is looked for in the usual folders, or named by --delegate.",
    ],
    [
      "It writes /usr/local/lib/sallyport/ENGINE/RUNTIME, which the engine runs, and names it in",
      "/etc/containers/containers.conf.d, /etc/containerd/config.toml or /etc/docker/daemon.json. What was in a file",
      "is kept beside it, with .before-sallyport behind its name. To install twice changes nothing.",
    ],
    ["  sallyport install --engine podman --runtime runsc --dry-run"],
  ),
  flags: () => installFlags,
  async run(context) {
    const { host, settings, words } = context;
    noWords(words, "install");
    const place = placeOf(context);
    const delegate = findRuntime(host, place.runtime, settings.delegate?.value);
    const { next } = engineConfigurations[place.engine];
    return change(context, installation(host, place, delegate), next(place.runtime));
  },
});
