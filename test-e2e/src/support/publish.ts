import { join } from "node:path";
import { runCommand } from "@sallyport/testkit";
import { packCli, packLibraries } from "@sallyport/tools-pack";
import { startRegistry } from "./registry.ts";

/** The published packages, as somebody has them who knows nothing of this workspace. */
export interface Outside extends AsyncDisposable {
  /** Runs lines of a shell, ends at the first that fails, and gives what they printed. */
  run(lines: string, workingDirectory: string): Promise<string>;
}

/** Packs the program and these libraries, and has npm find them and nothing else. */
export async function publish(libraries: readonly string[], scratch: string): Promise<Outside> {
  const output = join(scratch, "tarballs");
  const { cli, platform } = await packCli(output);
  const registry = await startRegistry([cli, platform, ...(await packLibraries(libraries, output))]);
  const prefix = join(scratch, "global");
  const environment = {
    PATH: `${join(prefix, "bin")}:${process.env["PATH"]}`,
    HOME: scratch,
    NODE_EXTRA_CA_CERTS: undefined,
    npm_config_prefix: prefix,
    npm_config_registry: registry.url,
    npm_config_cache: join(scratch, "cache"),
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
  };
  return {
    async run(lines, workingDirectory) {
      const { stdout } = await runCommand("sh", ["-e", "-c", lines], { workingDirectory, environment });
      return stdout;
    },
    [Symbol.asyncDispose]: () => registry[Symbol.asyncDispose](),
  };
}
