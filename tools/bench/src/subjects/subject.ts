export type SubjectName = "executable" | "node" | "library" | "runsc" | "runc" | "crun";

/** A program that is measured, and the container it is measured on. */
export interface Subject {
  readonly name: SubjectName;
  /** What it is, with its version. */
  readonly label: string;
  /** What its size is the sum of. */
  readonly files: readonly string[];
  /** The process without which its container is dead. */
  readonly pid: number;
  /** The command line that shows the version. */
  readonly version: readonly string[];
  /** The command line that runs a command in the container. */
  exec(command: readonly string[]): string[];
  /** The same, leaving it behind. */
  detach(command: readonly string[]): string[];
}

/** Why one cannot be measured here. */
export interface MissingSubject {
  readonly name: SubjectName;
  readonly reason: string;
}

export function isSubject(found: Subject | MissingSubject): found is Subject {
  return !("reason" in found);
}

export function isMissing(found: Subject | MissingSubject): found is MissingSubject {
  return !isSubject(found);
}
