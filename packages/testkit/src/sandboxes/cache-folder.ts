import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { SallyportError } from "@sallyport/core";

/** The checkout this file lies in. */
export function workspaceFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "pnpm-workspace.yaml"))) {
    const parent = dirname(folder);
    if (parent === folder) {
      throw new SallyportError(
        "SALLYPORT_UNSUPPORTED",
        "sandbox fixtures work in a checkout of sallyport only",
      );
    }
    folder = parent;
  }
  return folder;
}

/** Where set-up keeps what can be made again: `.cache` of the checkout. */
export function cacheFolder(...segments: string[]): string {
  return join(workspaceFolder(), ".cache", ...segments);
}
