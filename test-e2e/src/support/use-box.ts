import { openSandbox, type Sandbox } from "sallyport";
import { afterAll, beforeAll } from "vitest";

interface Opened {
  readonly id: string;
  readonly root: string;
}

/** A sandbox or container as the library has it, for the cases of a `describe`. */
export function useBox(made: { readonly sandbox: Opened } | { readonly container: Opened }): {
  readonly box: Sandbox;
} {
  let box: Sandbox | undefined;

  beforeAll(async () => {
    const { id, root } = "sandbox" in made ? made.sandbox : made.container;
    box = await openSandbox(id, { root });
  });

  afterAll(() => box?.[Symbol.asyncDispose]());

  return {
    get box() {
      if (box === undefined) throw new Error("there is no sandbox before the first case");
      return box;
    },
  };
}
