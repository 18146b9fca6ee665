import { describeRunsc, findOnPath, installRunsc, type Runsc, runscReleases } from "@sallyport/testkit";

/** The runsc of this machine, or else the newest release that can be installed below `.cache`. */
export async function chooseRunsc(progress: (line: string) => void): Promise<Runsc> {
  const path = findOnPath("runsc");
  if (path !== undefined) {
    progress(`found ${path}`);
    return describeRunsc(path);
  }
  return installRunsc(runscReleases[0], progress);
}
