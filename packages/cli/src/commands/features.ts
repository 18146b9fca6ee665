import { capabilityNameList } from "@sallyport/core";
import { noFlags } from "@sallyport/flags";
import { defineCommand } from "../command.ts";
import { noWords } from "../only-word.ts";
import { paragraphs } from "../paragraphs.ts";
import { ociVersion } from "../version-text.ts";

export const featuresCommand = defineCommand({
  name: "features",
  uses: "nothing",
  words: "",
  description: paragraphs([
    "Prints what sallyport does by itself as a features document of the OCI runtime specification. Under the name of a",
    "runtime that is there to be asked, it is that runtime's document.",
  ]),
  flags: () => noFlags,
  async run({ words }) {
    noWords(words, "features");
    return { exitStatus: 0, output: `${JSON.stringify(features(), undefined, 2)}\n` };
  },
});

/** https://github.com/opencontainers/runtime-spec/blob/v1.2.0/features.md */
function features(): object {
  return {
    ociVersionMin: "1.0.0",
    ociVersionMax: ociVersion,
    linux: {
      namespaces: ["cgroup", "ipc", "mount", "network", "pid", "user", "uts"],
      capabilities: capabilityNameList,
      cgroup: { v1: true, v2: true },
      seccomp: { enabled: true },
      apparmor: { enabled: true },
      selinux: { enabled: true },
    },
  };
}
