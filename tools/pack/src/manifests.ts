import { type Architecture, architectures } from "./architecture.ts";

/** What is taken of the `package.json` of `packages/cli`. */
export interface SourceManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly repository: object;
  readonly bin: object;
  readonly type: string;
  readonly exports: object;
  readonly engines: object;
}

/** What others wrote is in the bundle, and so in the executable. */
export const thirdPartyLicenses = "LICENSE-THIRD-PARTY";

export function platformPackageName(name: string, architecture: Architecture): string {
  return `${name}-linux-${architecture}`;
}

/**
 * As it is published: what it imports is in the bundle, and each platform's files are in a package of their own.
 *
 * @param man paths of the manual pages in the package
 */
export function cliManifest(source: SourceManifest, man: readonly string[]): object {
  const { name, version, description, license, repository, bin, type, exports, engines } = source;
  const optionalDependencies = Object.fromEntries(
    architectures.map((architecture) => [platformPackageName(name, architecture), version]),
  );
  return {
    name,
    version,
    description,
    license,
    repository,
    bin,
    man: man.map((path) => `./${path}`),
    files: ["bin", "dist", "man", "config.schema.json", thirdPartyLicenses],
    type,
    exports,
    optionalDependencies,
    engines,
  };
}

/** What npm installs on machines of one kind only. */
export function platformManifest(source: SourceManifest, architecture: Architecture): object {
  const { name, version, license, repository } = source;
  return {
    name: platformPackageName(name, architecture),
    version,
    description: `The executable and the native code of ${name} for Linux on ${architecture}`,
    license,
    repository,
    os: ["linux"],
    cpu: [architecture],
    files: ["bin", "sallyport_host.node", "sallyport-supervisor", "sallyport-waiter", thirdPartyLicenses],
    exports: {
      "./addon": "./sallyport_host.node",
      "./supervisor": "./sallyport-supervisor",
      "./waiter": "./sallyport-waiter",
      "./package.json": "./package.json",
    },
    preferUnplugged: true,
  };
}
