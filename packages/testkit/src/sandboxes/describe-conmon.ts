import { readdirSync } from "node:fs";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { runCommand } from "./run-command.ts";
import type { Conmon } from "./runtimes.ts";

/** @param folder has conmon with all that it depends on, libc and its loader included */
export async function describeConmon(folder: string): Promise<Conmon> {
  const [platform = ""] = readdirSync(join(folder, "lib")).filter((name) => name.endsWith("-linux-gnu"));
  const libraries = join(folder, "lib", platform);
  const loader = readdirSync(libraries).find((name) => name.startsWith("ld-linux-"));
  if (loader === undefined) throw new SallyportError("SALLYPORT_UNSUPPORTED", `no loader in ${libraries}`);
  const command = [
    join(libraries, loader),
    "--library-path",
    `${libraries}:${join(folder, "usr/lib", platform)}`,
    join(folder, "usr/bin/conmon"),
  ];
  const [file = "", ...args] = command;
  const { stdout } = await runCommand(file, [...args, "--version"]);
  const version = /^conmon version (\S+)$/m.exec(stdout)?.[1];
  if (version === undefined)
    throw new SallyportError("SALLYPORT_UNSUPPORTED", `conmon in ${folder} tells no version`);
  return { label: `conmon ${version}`, command };
}
