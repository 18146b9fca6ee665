import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox, type StartSandboxOptions } from "@sallyport/testkit";
import { afterAll, beforeAll } from "vitest";
import { createGuest, type Guest } from "./guest.ts";

/** A sandbox for the cases of a `describe`: made before the first, removed after the last. */
export function useSandbox(options: StartSandboxOptions | (() => Promise<StartSandboxOptions>)): Guest {
  let sandbox: Sandbox | undefined;
  let folder = "";

  beforeAll(async () => {
    sandbox = await startSandbox(typeof options === "function" ? await options() : options);
    folder = join(sandbox.scratch, "files");
    mkdirSync(folder);
  });

  afterAll(() => sandbox?.dispose());

  return createGuest(
    () => {
      if (sandbox === undefined) throw new Error("there is no sandbox before the first case");
      return sandbox;
    },
    () => folder,
  );
}
