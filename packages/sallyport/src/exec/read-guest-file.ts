import { SallyportError } from "@sallyport/core";
import type { OpenedSandbox } from "../opened-sandbox.ts";
import { run } from "./run.ts";

const mostBytes = 16 * 1024 * 1024;

/** Ids need none. */
const noFiles = async (): Promise<string> => "";

/**
 * A file of the container as its root user sees it. Its `cat` reads it: a sandbox gives no files.
 *
 * @throws SallyportError SALLYPORT_UNSUPPORTED when it cannot be read
 */
export async function readGuestFile(sandbox: OpenedSandbox, path: string): Promise<string> {
  const ids = { uid: 0, gid: 0 };
  try {
    const options = { user: ids, cwd: "/", maxOutputBytes: mostBytes };
    const { stdout } = await run(sandbox, ["cat", path], options, noFiles);
    return String(stdout);
  } catch (cause) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", `${path} of container "${sandbox.id}" cannot be read`, {
      hint: "users and groups can be given by their ids",
      cause,
    });
  }
}
