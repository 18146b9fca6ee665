import { quoted, SallyportError } from "@sallyport/core";

/**
 * The id a user means: the one that is `asked`, whatever else begins so, otherwise the only one that begins with it.
 * No character has a meaning of its own (runsc globs, and calls an exact id ambiguous).
 */
export function selectContainer(asked: string, ids: readonly string[]): string {
  if (ids.includes(asked)) return asked;
  const candidates = asked === "" ? [] : ids.filter((id) => id.startsWith(asked)).toSorted();
  const [only, second] = candidates;
  if (only === undefined) throw notFound(asked);
  if (second === undefined) return only;
  throw new SallyportError(
    "SALLYPORT_AMBIGUOUS",
    `id ${quoted(asked)} is ambiguous and could refer to multiple containers: ${candidates.join(", ")}`,
    { details: { containerId: asked, candidates } },
  );
}

export function notFound(id: string, directories?: string): SallyportError {
  const where = directories === undefined ? "" : ` in ${directories}`;
  return new SallyportError("SALLYPORT_NOT_FOUND", `container ${quoted(id)}${where}: file does not exist`, {
    hint: "`sallyport list` shows the containers; --root names the runtime's state directory",
    details: { containerId: id },
  });
}
