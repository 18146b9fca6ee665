import type { DataSegment } from "./data-segment.ts";
import type { Pointer } from "./operand.ts";

/**
 * What is recorded of a system call that a filter marks with the index of the rule (SECCOMP_RET_TRACE, data of the
 * return value).
 */
export interface AuditRule {
  /** What each argument points to; those that are left out are numbers. */
  readonly arguments?: readonly ArgumentKind[];
  /** Its result is recorded too, which costs a second stop. */
  readonly result?: boolean;
}

/** `texts`: pointers to texts, ended by a null pointer. `sized`: as many bytes as the next argument says, at most 128. */
export type ArgumentKind = keyof typeof kinds;

const kinds = { number: 0, text: 1, texts: 2, sized: 3 } as const;
const argumentCount = 6;
const ruleSize = 8;
const resultFlag = 1;

/** An array of struct rule of native/supervisor/messages.h. */
export function placeRules(data: DataSegment, rules: readonly AuditRule[]): Pointer {
  const bytes = new Uint8Array(ruleSize * rules.length);
  for (const [index, { arguments: all = [], result }] of rules.entries()) {
    for (const [at, kind] of all.slice(0, argumentCount).entries())
      bytes[ruleSize * index + at] = kinds[kind];
    bytes[ruleSize * index + argumentCount] = result === true ? resultFlag : 0;
  }
  return data.bytes(bytes, "rules");
}
