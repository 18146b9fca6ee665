/** The releases whose flags are known; 20240520 and 20260821 are the dates of commits f9d4d51c7e0f and 3c5eee17dc45. */
export const gvisorReleases = ["20221219", "20240520", "20240729", "20260821"] as const;

export type GvisorRelease = (typeof gvisorReleases)[number];

/** From `first` to `last`, both included. */
export function releasesBetween(first: GvisorRelease, last: GvisorRelease): readonly GvisorRelease[] {
  return gvisorReleases.slice(gvisorReleases.indexOf(first), gvisorReleases.indexOf(last) + 1);
}
