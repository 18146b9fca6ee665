import { quoted, SallyportError } from "@sallyport/core";
import type { StateFileName } from "./state-file-name.ts";

/**
 * The container a user means: the one whose id is `id`, whatever else begins so, otherwise the only one that begins
 * with it. No character has a meaning of its own (runsc globs, and calls an exact id ambiguous).
 */
export function selectContainer(id: string, names: readonly StateFileName[]): StateFileName {
  const exact = names.find((name) => name.containerId === id);
  if (exact !== undefined) return exact;
  const candidates = id === "" ? [] : names.filter((name) => name.containerId.startsWith(id));
  const [only, second] = candidates;
  if (only === undefined) throw notFound(id);
  if (second === undefined) return only;
  const ids = candidates.map((name) => name.containerId).toSorted();
  throw new SallyportError(
    "SALLYPORT_AMBIGUOUS",
    `id ${quoted(id)} is ambiguous and could refer to multiple containers: ${ids.join(", ")}`,
    { details: { containerId: id, candidates: ids } },
  );
}

export function notFound(id: string, directory?: string): SallyportError {
  const where = directory === undefined ? "" : ` in ${directory}`;
  return new SallyportError("SALLYPORT_NOT_FOUND", `container ${quoted(id)}${where}: file does not exist`, {
    hint: "`sallyport list` shows the containers; --root names the runtime's state directory",
    details: { containerId: id },
  });
}
