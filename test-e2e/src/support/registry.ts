import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";

/** An npm registry on this machine that has some tarballs and nothing else. */
export interface Registry extends AsyncDisposable {
  readonly url: string;
}

interface Published {
  readonly name: string;
  readonly version: string;
}

export async function startRegistry(tarballs: readonly string[]): Promise<Registry> {
  const published = tarballs.map((path) => ({ path, file: basename(path), manifest: manifestIn(path) }));
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(request.url ?? "").slice(1);
    const tarball = published.find(({ file }) => file === asked);
    const named = published.find(({ manifest }) => manifest.name === asked);
    if (tarball !== undefined) response.end(readFileSync(tarball.path));
    else if (named !== undefined)
      response.end(JSON.stringify(documentOf(named.manifest, url() + named.file)));
    else response.writeHead(404).end("{}");
  });
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: url(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function manifestIn(tarball: string): Published {
  return JSON.parse(execFileSync("tar", ["-xOzf", tarball, "package/package.json"], { encoding: "utf8" }));
}

/** What a registry answers for a package: https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md. */
function documentOf(manifest: Published, tarball: string) {
  const { name, version } = manifest;
  return {
    name,
    "dist-tags": { latest: version },
    versions: { [version]: { ...manifest, dist: { tarball } } },
  };
}
