/** The version of this contract. A new minor version adds, a new major version changes. */
export const transportApi = "1.0";

const pattern = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/;

/**
 * Why a transport written for version `api` cannot be used here; undefined when it can: its major version is ours, and
 * its minor version is not above ours.
 */
export function apiProblem(api: unknown, ours: string = transportApi): string | undefined {
  const asked = versionOf(api);
  if (asked === undefined) return `is no version of the form "${ours}"`;
  const own = versionOf(ours);
  if (own === undefined) throw new Error(`"${ours}" is no version`);
  const newer = asked.major > own.major || (asked.major === own.major && asked.minor > own.minor);
  if (newer) return `is newer than ${ours}, which this sallyport has`;
  return asked.major < own.major ? `is too old: this sallyport has ${ours}` : undefined;
}

function versionOf(api: unknown): { major: number; minor: number } | undefined {
  const [, major, minor] = (typeof api === "string" ? pattern.exec(api) : null) ?? [];
  return major === undefined || minor === undefined
    ? undefined
    : { major: Number(major), minor: Number(minor) };
}
