import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { type Architecture, architectureOf } from "./architecture.ts";

export interface NativeFiles {
  readonly architecture: Architecture;
  readonly addon: string;
  readonly waiter: string;
  readonly supervisor: string;
  /** Undefined where `pnpm build:static` did not make it: the program then runs on Node. */
  readonly executable: string | undefined;
}

/** @throws SallyportError SALLYPORT_UNSUPPORTED when one is not built, or they are not for one architecture */
export function findNativeFiles(workspace: string): NativeFiles {
  const addon = join(workspace, "packages/host/build/sallyport_host.node");
  const waiter = join(workspace, "packages/helper/build/sallyport-waiter");
  const supervisor = join(workspace, "packages/helper/build/sallyport-supervisor");
  const executable = join(workspace, "packages/cli/dist/sallyport");
  const isBuilt = existsSync(executable);
  const [architecture, ...others] = [addon, waiter, supervisor, ...(isBuilt ? [executable] : [])].map(
    readArchitecture,
  );
  if (architecture === undefined || others.some((other) => other !== architecture)) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", "the native files are not for one architecture", {
      hint: "remove the build folders and build again",
    });
  }
  return { architecture, addon, waiter, supervisor, executable: isBuilt ? executable : undefined };
}

function readArchitecture(path: string): Architecture | undefined {
  if (existsSync(path)) return architectureOf(readFileSync(path));
  throw new SallyportError("SALLYPORT_UNSUPPORTED", `${path} is not built`, { hint: "run `pnpm build`" });
}
