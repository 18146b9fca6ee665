import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findOnPath, runCommand } from "@sallyport/testkit";
import { packCli } from "@sallyport/tools-pack";

export interface Installation {
  /** What a user has on PATH. */
  readonly program: string;
  /** The same program on Node, whether or not there is an executable. */
  readonly onNode: readonly string[];
  /** Has no more than Node and a shell on it: no compiler. */
  readonly path: string;
}

/** Packs the program and installs the tarballs with npm, offline, into an empty folder below `folder`. */
export async function installProgram(folder: string): Promise<Installation> {
  const npm = findOnPath("npm");
  if (npm === undefined) throw new Error("npm is not installed");
  const { cli, platform } = await packCli(join(folder, "tarballs"));
  const path = join(folder, "path");
  mkdirSync(path);
  symlinkSync(process.execPath, join(path, "node"));
  symlinkSync("/bin/sh", join(path, "sh"));
  const project = join(folder, "an empty folder");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), "{}\n");
  await runCommand(process.execPath, [realpathSync(npm), "install", "--offline", cli, platform], {
    workingDirectory: project,
    environment: {
      PATH: path,
      HOME: folder,
      NODE_EXTRA_CA_CERTS: undefined,
      npm_config_cache: join(folder, "cache"),
      npm_config_audit: "false",
      npm_config_fund: "false",
      npm_config_update_notifier: "false",
    },
  });
  const modules = join(project, "node_modules");
  return {
    program: join(modules, ".bin/sallyport"),
    onNode: [process.execPath, join(modules, "@sallyport/cli/dist/sallyport.mjs")],
    path,
  };
}
