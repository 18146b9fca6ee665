import { quoted, SallyportError } from "@sallyport/core";
import type { Services } from "../composition-root.ts";
import { readOwnState } from "../state/own-containers.ts";
import { CONTAINER_STORE } from "../tokens.ts";
import { type OwnFolder, ownFolder } from "./own-folder.ts";

/** The folder of a container of our own. Throws SALLYPORT_UNSUPPORTED for another runtime's, SALLYPORT_NOT_FOUND. */
export async function findOwn(services: Services, id: string): Promise<OwnFolder> {
  const folder = ownFolder(services, id);
  if ((await readOwnState(folder.host, folder.path)) !== undefined) return folder;
  const { kind } = await services.resolve(CONTAINER_STORE).find(id);
  if (kind === "sallyport") return folder;
  throw new SallyportError("SALLYPORT_UNSUPPORTED", `container ${quoted(id)} is one of ${kind}`, {
    hint: `${kind} itself starts, pauses and deletes its containers`,
    details: { containerId: id, kind },
  });
}
