import {
  type HostConfiguration,
  messageOf,
  parseExactJson,
  readUsualHostConfiguration,
} from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import { readChecked } from "./read-checked.ts";

/**
 * A container's config.json. Without it a container can be listed and killed, so that what is wrong is only noted: no
 * command is to be started in it, which would have no seccomp profile.
 */
export async function readHostConfiguration(host: Host, path: string): Promise<HostConfiguration> {
  try {
    const configuration = await readChecked(
      host,
      path,
      readUsualHostConfiguration,
      async () => (await import("@sallyport/core/schemas")).parseHostConfiguration,
    );
    if (configuration === undefined) return { unreadable: `open ${path}: no such file or directory` };
    if (configuration.linux?.seccomp === undefined) return configuration;
    return { ...configuration, linux: { ...configuration.linux, seccomp: readSeccomp(host, path) } };
  } catch (error) {
    return { unreadable: messageOf(error) };
  }
}

/** The profile once more: it has masks of 64 bits, which numbers would round. */
function readSeccomp(host: Host, path: string): unknown {
  const exact: { linux?: { seccomp?: unknown } } = Object(parseExactJson(readText(host, path)));
  return exact.linux?.seccomp;
}
