import type { SpawnRequest } from "../port/children.ts";

/** What a child does on its way to the executable, by the numbers of sys/spawn.c. */
const steps: readonly ((request: SpawnRequest) => readonly [operation: string, subject: string])[] = [
  ({ executable }) => ["fork", executable],
  ({ executable }) => ["start a session for", executable],
  ({ executable }) => ["place the descriptors of", executable],
  ({ executable }) => ["set the controlling terminal of", executable],
  ({ workingDirectory }) => ["chdir", workingDirectory ?? ""],
  ({ executable }) => ["fork/exec", executable],
];

export function failedStep(number: number, request: SpawnRequest): readonly [string, string] {
  return steps[number]?.(request) ?? ["spawn", request.executable];
}
