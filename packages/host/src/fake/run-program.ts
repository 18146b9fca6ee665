import type { FakeProcess } from "./fake-process.ts";
import type { Kernel } from "./kernel.ts";
import { release } from "./open-file.ts";
import type { ProcessHooks, SpawnedProgram } from "./process-calls.ts";
import { startProcess } from "./start-process.ts";

const sessions = ["same", "new", "new-with-terminal"] as const;
/** What a program that throws exits with: 70 << 8 (EX_SOFTWARE of sysexits.h). */
const failedProgram = 70 << 8;

/** Starts a scripted program as a child; it runs once its parent waits. */
export function runProgram(
  kernel: Kernel,
  parent: FakeProcess,
  spawned: SpawnedProgram,
  hooks: ProcessHooks,
): FakeProcess {
  const environment = Object.fromEntries(
    spawned.environment.map((entry) => {
      const equals = entry.indexOf("=");
      return [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );
  const { process, host } = startProcess(
    kernel,
    {
      pid: kernel.nextPid(),
      parentPid: parent.pid,
      effectiveUid: parent.effectiveUid,
      umask: parent.umask,
      workingDirectory: spawned.workingDirectory,
      argv: spawned.argv,
      self: [spawned.executable],
      environment,
      files: new Map(spawned.files.entries()),
    },
    hooks,
  );
  spawned.files.forEach(release);
  const program = kernel.programs[spawned.executable];
  const session = sessions[spawned.session] ?? "same";
  Promise.resolve()
    .then(() => program?.({ host, argv: spawned.argv, environment, session }) ?? failedProgram)
    .then(
      (status) => process.end(status),
      () => process.end(failedProgram),
    );
  return process;
}
