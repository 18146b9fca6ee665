import { join } from "node:path";
import { packCli } from "@sallyport/tools-pack";
import { createNpm } from "./npm.ts";

export interface Installation {
  /** What a user has on PATH. */
  readonly program: string;
  /** The same program on Node, whether or not there is an executable. */
  readonly onNode: readonly string[];
  /** Has no more than Node and a shell on it: no compiler. */
  readonly path: string;
  /** The folder of the program's package. */
  readonly cli: string;
  /** The folder of this machine's platform package. */
  readonly platform: string;
}

/** Packs the program and installs the tarballs with npm, offline, into an empty folder below `folder`. */
export async function installProgram(folder: string): Promise<Installation> {
  const npm = createNpm(folder);
  const { cli, platform } = await packCli(join(folder, "tarballs"));
  const modules = join(await npm.install("an empty folder", [cli, platform]), "node_modules");
  return {
    program: join(modules, ".bin/sallyport"),
    onNode: [process.execPath, join(modules, "@sallyport/cli/dist/sallyport.mjs")],
    path: npm.path,
    cli: join(modules, "@sallyport/cli"),
    platform: join(modules, `@sallyport/cli-linux-${process.arch}`),
  };
}
