import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chunkFolder, programFile } from "@sallyport/tools-bundle";
import { bundledLicenses } from "./bundled-licenses.ts";
import { cliManifest, platformManifest, type SourceManifest, thirdPartyLicenses } from "./manifests.ts";
import { manPages } from "./man-pages.ts";
import { findNativeFiles } from "./native-files.ts";
import { npmPack } from "./npm-pack.ts";
import { platformReadme } from "./platform-readme.ts";
import { type PackageFile, writePackage } from "./write-package.ts";

export interface PackedCli {
  /** Path of the tarball of @sallyport/cli. */
  readonly cli: string;
  /** Path of the tarball of this machine's platform package. */
  readonly platform: string;
  /** Whether the executable is in it. */
  readonly hasExecutable: boolean;
}

const workspace = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Packs the program as it is published, from what is built: two tarballs in `output`.
 * @throws SallyportError SALLYPORT_UNSUPPORTED when something is not built
 */
export async function packCli(output: string): Promise<PackedCli> {
  const files = findNativeFiles(workspace);
  const source: SourceManifest = JSON.parse(
    readFileSync(join(workspace, "packages/cli/package.json"), "utf8"),
  );
  const bundled = await bundledLicenses(workspace);
  const manual = manPages(workspace);
  const folder = mkdtempSync(join(tmpdir(), "sallyport-pack-"));
  try {
    writePackage(
      join(folder, "cli"),
      cliManifest(
        source,
        manual.map(({ path }) => path),
      ),
      [
        ...manual,
        copy("packages/cli/bin/sallyport", "bin/sallyport", 0o755),
        ...programOnNode("dist"),
        copy("packages/cli/config.schema.json", "config.schema.json"),
        copy("packages/cli/README.md", "README.md"),
        copy("LICENSE", "LICENSE"),
        write(thirdPartyLicenses, bundled),
      ],
    );
    writePackage(join(folder, "platform"), platformManifest(source, files.architecture), [
      { path: "sallyport_host.node", mode: 0o644, content: { copyOf: files.addon } },
      { path: "sallyport-waiter", mode: 0o755, content: { copyOf: files.waiter } },
      { path: "sallyport-supervisor", mode: 0o755, content: { copyOf: files.supervisor } },
      ...(files.executable === undefined ? [] : executableFiles(files.executable, bundled)),
      copy("LICENSE", "LICENSE"),
      write("README.md", platformReadme(source.name, files.architecture)),
    ]);
    mkdirSync(output, { recursive: true });
    const [cli = "", platform = ""] = await npmPack([join(folder, "cli"), join(folder, "platform")], output);
    return {
      cli,
      platform,
      hasExecutable: files.executable !== undefined,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The bundle is beside the executable, which starts over on Node for what it cannot do.
 * @param bundled licences of what both have in them
 */
function executableFiles(executable: string, bundled: string): PackageFile[] {
  return [
    { path: "bin/sallyport", mode: 0o755, content: { copyOf: executable } },
    ...programOnNode("bin"),
    write(thirdPartyLicenses, `${bundled}\n${readFileSync(`${executable}.license`, "utf8")}`),
  ];
}

function programOnNode(folder: string): PackageFile[] {
  const chunks = readdirSync(join(workspace, "packages/cli/dist", chunkFolder)).toSorted();
  return [
    copy(`packages/cli/dist/${programFile}`, `${folder}/${programFile}`, 0o755),
    ...chunks.map((name) =>
      copy(`packages/cli/dist/${chunkFolder}/${name}`, `${folder}/${chunkFolder}/${name}`),
    ),
  ];
}

function copy(source: string, path: string, mode: PackageFile["mode"] = 0o644): PackageFile {
  return { path, mode, content: { copyOf: join(workspace, source) } };
}

function write(path: string, text: string): PackageFile {
  return { path, mode: 0o644, content: { text } };
}
