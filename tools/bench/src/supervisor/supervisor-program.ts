import { join } from "node:path";
import { workspaceFolder } from "@sallyport/testkit";

/** The supervisor that was built. */
export const supervisorProgram = join(workspaceFolder(), "packages/helper/build/sallyport-supervisor");
