import { fileURLToPath } from "node:url";

/** The root of the checkout, from `tools/checks/src` and `tools/checks/dist` alike. */
export const workspaceFolder = fileURLToPath(new URL("../../../", import.meta.url));
