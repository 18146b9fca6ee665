import type { OciPersonality } from "@sallyport/core";
import { invalidField } from "./invalid-field.ts";

/** sys/personality.h. */
const domains: Readonly<Record<string, number>> = { LINUX: 0, LINUX32: 8 };

/** The argument of personality(2). Throws SALLYPORT_INVALID_PROCESS for an unknown domain. */
export function personalityNumber({ domain }: OciPersonality): number {
  const number = Object.hasOwn(domains, domain) ? domains[domain] : undefined;
  if (number === undefined) throw invalidField("personality.domain", domain, "LINUX or LINUX32");
  return number;
}
