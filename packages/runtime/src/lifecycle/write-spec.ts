import { hasErrno, SallyportError } from "@sallyport/core";
import { writeAll } from "@sallyport/host";
import type { Services } from "../composition-root.ts";
import { HOST } from "../tokens.ts";
import { defaultConfiguration, rootlessConfiguration } from "./default-configuration.ts";
import { ownIds } from "./own-ids.ts";

export interface SpecOptions {
  /** Folder to write config.json to. */
  readonly bundle: string;
  readonly rootless: boolean;
}

/** Writes a config.json to start from. Throws SALLYPORT_EXISTS rather than to overwrite one. */
export function writeSpec(services: Services, { bundle, rootless }: SpecOptions): void {
  const host = services.resolve(HOST);
  const path = `${bundle}/config.json`;
  const configuration = rootless ? rootlessConfiguration(ownIds(host)) : defaultConfiguration();
  let fd: number;
  try {
    fd = host.files.open(path, { access: "write", create: true, exclusive: true }, 0o644);
  } catch (error) {
    if (!hasErrno(error, "EEXIST")) throw error;
    throw new SallyportError("SALLYPORT_EXISTS", `${path} exists already`, { hint: "remove it first" });
  }
  try {
    writeAll(host, fd, host.text.encode(`${JSON.stringify(configuration, undefined, 2)}\n`));
  } finally {
    host.descriptors.close(fd);
  }
}
