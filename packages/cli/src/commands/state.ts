import { noFlags } from "@sallyport/flags";
import { useContainer } from "@sallyport/runtime";
import { defineCommand, firstContainer } from "../command.ts";
import { ociState } from "../output/oci-state.ts";
import { onlyWord } from "../only-word.ts";

export const stateCommand = defineCommand({
  name: "state",
  words: "CONTAINER",
  completion: firstContainer,
  description: "Prints the container's state as the OCI runtime specification defines it.",
  flags: () => noFlags,
  async run({ services, words }) {
    const id = onlyWord(words, "CONTAINER");
    const needs = { asked: "state", methods: ["state"] } as const;
    const state = await useContainer(await services(), id, needs, async (handle, container) =>
      ociState(container, await handle.state()),
    );
    return { exitStatus: 0, output: `${JSON.stringify(state, undefined, 2)}\n` };
  },
});
