import type { AptSource } from "./apt-source.ts";

const debianSuites = new Set([
  "bullseye",
  "bookworm",
  "trixie",
  "forky",
  "sid",
  "oldoldstable",
  "oldstable",
  "stable",
  "testing",
  "unstable",
]);

/**
 * The entry this Debian machine gets its own packages from. Other archives may use the same suite and component
 * names, so Debian's own keyring counts most, then a path ending in `/debian`, then the suite of the machine's
 * release. Undefined where no entry has a Debian suite and the component `main`.
 */
export function chooseDebianArchive(
  sources: readonly AptSource[],
  codename: string | undefined,
): AptSource | undefined {
  const isDebianSuite = (suite: string) => suite === codename || debianSuites.has(suite);
  const score = ({ uris, suites, options }: AptSource) =>
    Number(/\/debian-archive-/.test(options["Signed-By"] ?? "")) * 4 +
    Number(uris.some((uri) => /\/debian\/?$/.test(uri))) * 2 +
    Number(codename !== undefined && suites.includes(codename));
  return sources
    .filter(({ types, components }) => types.includes("deb") && components.includes("main"))
    .filter(({ uris, suites }) => isOnline(uris) && suites.some(isDebianSuite))
    .toSorted((left, right) => score(right) - score(left))[0];
}

/** An installation disc holds one release only. */
function isOnline(uris: readonly string[]): boolean {
  return uris.length > 0 && !uris.some((uri) => uri.startsWith("cdrom:"));
}

/** Binary or source packages. */
export type PackageKind = "deb" | "deb-src";

/** The same archive, asked for the packages of another suite. */
export function withSuite(archive: AptSource, suite: string, kind: PackageKind): AptSource {
  return { ...archive, types: [kind], suites: [suite], components: ["main"] };
}
