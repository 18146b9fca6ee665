import type { Architecture } from "./architecture.ts";
import { systemCallNumbers } from "./system-call-numbers.ts";

export type SystemCallName = keyof typeof systemCallNumbers;

export function isSystemCallName(name: string): name is SystemCallName {
  return Object.hasOwn(systemCallNumbers, name);
}

export function systemCallNumber(architecture: Architecture, name: SystemCallName): number {
  const [x86, arm] = systemCallNumbers[name];
  return architecture === "x86-64" ? x86 : arm;
}

/** The name of a number, or `system call N` for one that no plan makes. */
export function systemCallName(architecture: Architecture, number: number): string {
  for (const name of Object.keys(systemCallNumbers).filter(isSystemCallName)) {
    if (systemCallNumber(architecture, name) === number) return name;
  }
  return `system call ${number}`;
}
