import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findOnPath, runCommand } from "@sallyport/testkit";

/** npm, offline, in a folder of its own; it has no more than Node and a shell. */
export interface Npm {
  /** A PATH with Node and a shell on it: no compiler. */
  readonly path: string;
  run(args: readonly string[], workingDirectory: string): Promise<string>;
  /** A new folder below the scratch folder, with these packages installed. */
  install(name: string, packages: readonly string[]): Promise<string>;
}

export function createNpm(scratch: string): Npm {
  const npm = findOnPath("npm");
  if (npm === undefined) throw new Error("npm is not installed");
  const path = join(scratch, "path");
  mkdirSync(path);
  symlinkSync(process.execPath, join(path, "node"));
  symlinkSync("/bin/sh", join(path, "sh"));
  const run: Npm["run"] = async (args, workingDirectory) => {
    const { stdout } = await runCommand(process.execPath, [realpathSync(npm), ...args, "--offline"], {
      workingDirectory,
      environment: {
        PATH: path,
        HOME: scratch,
        NODE_EXTRA_CA_CERTS: undefined,
        npm_config_cache: join(scratch, "cache"),
        npm_config_audit: "false",
        npm_config_fund: "false",
        npm_config_update_notifier: "false",
      },
    });
    return stdout;
  };
  return {
    path,
    run,
    async install(name, packages) {
      const folder = join(scratch, name);
      mkdirSync(folder);
      writeFileSync(join(folder, "package.json"), "{}\n");
      await run(["install", ...packages], folder);
      return folder;
    },
  };
}
