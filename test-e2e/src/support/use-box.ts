import { openSandbox, type Sandbox } from "sallyport";
import { afterAll, beforeAll } from "vitest";
import type { Guest } from "./guest.ts";

/** The guest's sandbox as the library has it, for the cases of a `describe`. */
export function useBox(guest: Guest): { readonly box: Sandbox } {
  let box: Sandbox | undefined;

  beforeAll(async () => {
    box = await openSandbox(guest.sandbox.id, { root: guest.sandbox.root });
  });

  afterAll(() => box?.[Symbol.asyncDispose]());

  return {
    get box() {
      if (box === undefined) throw new Error("there is no sandbox before the first case");
      return box;
    },
  };
}
