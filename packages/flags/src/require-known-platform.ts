import { SallyportError } from "@sallyport/core";

/** Those of every release together. */
export const platforms: readonly string[] = ["systrap", "kvm", "ptrace"];

/**
 * gVisor checks `--platform` when a command runs, not when the flag is read.
 *
 * @throws SallyportError SALLYPORT_USAGE for a platform that no release has.
 */
export function requireKnownPlatform(name: string): void {
  if (platforms.includes(name)) return;
  throw new SallyportError("SALLYPORT_USAGE", `unknown platform: ${name}`);
}
