import { findRuntimes, type Runsc } from "@sallyport/testkit";

/** Every real runsc that runs here: `describe.each(releases)("… on $label", …)`. */
export const releases: readonly Runsc[] = findRuntimes().runsc;

/** Since 20230320 a sandbox takes descriptors beyond 2, and since 20230403 a program as one. */
export function takesDescriptors({ release }: Runsc): boolean {
  return release >= "20230403";
}

/** Since 20230130 the control socket is a file; before, it is an abstract name. */
export function hasSocketFile({ release }: Runsc): boolean {
  return release >= "20230130";
}
