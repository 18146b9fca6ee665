import { hasErrno, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { dialectOfName } from "../dialect/dialect-of.ts";

/** For everybody: whoever runs us. */
const executable = 0o111;
const defaultPath = "/usr/local/bin:/usr/bin:/bin";

/**
 * Replaces this program by the same one on Node, which can load a transport that is not built in: the bundle beside
 * the executable, the first `node` in an absolute folder of PATH, the same arguments. Variables for Node itself are
 * left out: they could have it run other code. Throws SALLYPORT_UNSUPPORTED with what was looked for.
 */
export function runOnNode(host: Host, transport: string): never {
  const { argv, environment, self } = host.process;
  const folder = (self[0] ?? "").replace(/\/[^/]*$/, "");
  const bundle = `${folder}/sallyport.mjs`;
  if (!isFile(host, bundle)) throw missing(transport, bundle, "belongs beside the executable");
  const path = environment["PATH"] || defaultPath;
  const folders = path.split(":").filter((each) => each.startsWith("/"));
  const node = folders.map((each) => `${each}/node`).find((each) => isFile(host, each, executable));
  if (node === undefined) throw missing(transport, `node in ${path}`, "install Node 20 or later");
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith("NODE_"));
  const dialect = dialectOfName(argv[0]);
  const named = dialect === undefined ? [] : [`--dialect=${dialect}`];
  return host.children.replace(node, ["node", bundle, ...named, ...argv.slice(1)], Object.fromEntries(kept));
}

function isFile(host: Host, path: string, bits = 0): boolean {
  try {
    const { kind, mode } = host.files.status(path);
    return kind === "regular" && (mode & bits) === bits;
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "EACCES")) return false;
    throw error;
  }
}

function missing(transport: string, what: string, hint: string): SallyportError {
  return new SallyportError(
    "SALLYPORT_UNSUPPORTED",
    `transport "${transport}" is not built in, and needs Node: there is no ${what}`,
    { hint, details: { transport } },
  );
}
