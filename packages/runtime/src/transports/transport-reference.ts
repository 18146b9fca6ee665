import { quoted, SallyportError } from "@sallyport/core";

/** What a text leads to: the folder of a package, or packages of which the first that is there counts. */
export type TransportReference =
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "packages"; readonly names: readonly string[] };

const scoped = /^@[a-z0-9][\w.-]*\/[a-z0-9][\w.-]*$/i;
const bare = /^[a-z0-9][\w.-]*$/i;

/** What `--transport` may be followed by: a short name, the name of a scoped package, or a path. */
export function transportReference(text: string, folder: string): TransportReference {
  const names = [`@sallyport/transport-${text}`, `sallyport-transport-${text}`];
  return exactReference(text, folder) ?? { kind: "packages", names };
}

/** What `package` in the configuration may be: the name of a package, or a path. */
export function packageReference(text: string, folder: string): TransportReference {
  return exactReference(text, folder) ?? { kind: "packages", names: [text] };
}

function isPath(text: string): boolean {
  return /^(\/|\.{1,2}(\/|$))/.test(text);
}

/** A path relative to a folder, without what says "here". */
function within(folder: string, path: string): string {
  const rest = path.replace(/^\.(\/|$)/, "");
  return rest === "" ? folder : `${folder}/${rest}`;
}

/** Undefined for a bare name. Throws SALLYPORT_TRANSPORT_NOT_FOUND for what is no name at all. */
function exactReference(text: string, folder: string): TransportReference | undefined {
  if (text.startsWith("/")) return { kind: "folder", path: text };
  if (isPath(text)) return { kind: "folder", path: within(folder, text) };
  if (scoped.test(text)) return { kind: "packages", names: [text] };
  if (bare.test(text)) return undefined;
  throw new SallyportError(
    "SALLYPORT_TRANSPORT_NOT_FOUND",
    `transport ${quoted(text)} is neither a name, nor the name of a scoped package, nor a path`,
    { hint: "a path begins with / or ./", details: { transport: text } },
  );
}
