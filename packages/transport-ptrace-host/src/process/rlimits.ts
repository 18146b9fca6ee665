import type { OciRlimit } from "@sallyport/core";
import { invalidField } from "./invalid-field.ts";

/** A limit as prlimit(2) takes it. */
export interface Rlimit {
  readonly name: string;
  readonly resource: number;
  readonly soft: bigint;
  readonly hard: bigint;
}

/** asm-generic/resource.h, which x86-64 and arm64 share. */
const resources: readonly string[] = [
  "RLIMIT_CPU",
  "RLIMIT_FSIZE",
  "RLIMIT_DATA",
  "RLIMIT_STACK",
  "RLIMIT_CORE",
  "RLIMIT_RSS",
  "RLIMIT_NPROC",
  "RLIMIT_NOFILE",
  "RLIMIT_MEMLOCK",
  "RLIMIT_AS",
  "RLIMIT_LOCKS",
  "RLIMIT_SIGPENDING",
  "RLIMIT_MSGQUEUE",
  "RLIMIT_NICE",
  "RLIMIT_RTPRIO",
  "RLIMIT_RTTIME",
];
const infinity = 2n ** 64n - 1n;

/** Throws SALLYPORT_INVALID_PROCESS for an unknown limit, one named twice, and a soft limit above the hard one. */
export function rlimits(limits: readonly OciRlimit[]): Rlimit[] {
  return limits.map(({ type, soft, hard }, index) => {
    const resource = resources.indexOf(type);
    const field = `rlimits[${index}]`;
    if (resource === -1) throw invalidField(`${field}.type`, type, "a limit such as RLIMIT_NOFILE");
    if (limits.findIndex((other) => other.type === type) !== index) {
      throw invalidField(`${field}.type`, type, "named once");
    }
    if (soft > hard) throw invalidField(`${field}.soft`, soft, `at most the hard limit, ${hard}`);
    return { name: type, resource, soft: limit(soft), hard: limit(hard) };
  });
}

/** JSON numbers have 53 bits: 2^64 - 1, "no limit", is read as 2^64. */
function limit(value: number): bigint {
  const exact = BigInt(value);
  return exact > infinity ? infinity : exact;
}
