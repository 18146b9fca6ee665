import type { Host } from "@sallyport/host";

const everybodys = "/etc/sallyport/config.json";

/**
 * Where configurations are looked for, the one that counts most first: `/etc/sallyport/config.json`, then the user's
 * own. Root has none: what an unprivileged user may write must not decide what root runs.
 */
export function configurationPaths({ process }: Host): readonly string[] {
  if (process.effectiveUid === 0) return [everybodys];
  const { XDG_CONFIG_HOME: folder, HOME: home } = process.environment;
  const parent = isAbsolute(folder) ? folder : isAbsolute(home) ? `${home}/.config` : undefined;
  return parent === undefined ? [everybodys] : [everybodys, `${parent}/sallyport/config.json`];
}

function isAbsolute(path: string | undefined): path is string {
  return path?.startsWith("/") === true;
}
