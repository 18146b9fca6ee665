import { noFlags } from "@sallyport/flags";
import { openContainer } from "@sallyport/runtime";
import { defineCommand } from "../command.ts";
import { ociState } from "../output/oci-state.ts";
import { onlyWord } from "../only-word.ts";

export const stateCommand = defineCommand({
  name: "state",
  words: "CONTAINER",
  description: "Prints the container's state as the OCI runtime specification defines it.",
  flags: () => noFlags,
  async run({ services, words }) {
    const { container, handle } = await openContainer(await services(), onlyWord(words, "CONTAINER"));
    await using _ = handle;
    return {
      exitStatus: 0,
      output: `${JSON.stringify(ociState(container, await handle.status()), undefined, 2)}\n`,
    };
  },
});
