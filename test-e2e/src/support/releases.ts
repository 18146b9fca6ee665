import { findRuntimes, type Runsc, withExecutable } from "@sallyport/testkit";

/** Every real runsc that runs here: `describe.each(releases)("… on $label", …)`. Reports tell the hosts apart by it. */
export const releases: readonly Runsc[] =
  process.env["SALLYPORT_UNDER_TEST"] === undefined
    ? findRuntimes().runsc
    : findRuntimes().runsc.map((runsc) => ({ ...runsc, label: withExecutable(runsc.label) }));

/** Since 20230320 a sandbox takes descriptors beyond 2, and since 20230403 a program as one. */
export function takesDescriptors({ release }: Runsc): boolean {
  return release >= "20230403";
}

/** Since 20230130 the control socket is a file; before, it is an abstract name. */
export function hasSocketFile({ release }: Runsc): boolean {
  return release >= "20230130";
}
