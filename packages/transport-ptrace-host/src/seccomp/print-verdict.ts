import { errnoName } from "@sallyport/core";
import { verdicts } from "./verdicts.ts";

const words = new Map<number, string>([
  [verdicts.killProcess, "kill process"],
  [verdicts.killThread, "kill thread"],
  [verdicts.trap, "trap"],
  [verdicts.notify, "notify"],
  [verdicts.log, "log"],
  [verdicts.allow, "allow"],
]);

/** `errno 1 (EPERM)`, `trace 7`, `allow`; a verdict that is none of seccomp's in hexadecimal. */
export function printVerdict(verdict: number): string {
  const data = verdict & 0xffff;
  const action = verdict - data;
  if (action === verdicts.errno) return `errno ${data} (${errnoName(data)})`;
  if (action === verdicts.trace) return `trace ${data}`;
  return words.get(verdict) ?? `0x${verdict.toString(16)}`;
}
