import { psFlags } from "@sallyport/flags";
import { useContainer } from "@sallyport/runtime";
import type { SandboxProcessInfo } from "@sallyport/transport";
import { defineCommand, firstContainer } from "../command.ts";
import { onlyWord } from "../only-word.ts";
import { formatTable } from "../output/table.ts";
import { paragraphs } from "../paragraphs.ts";

export const psCommand = defineCommand({
  name: "ps",
  words: "CONTAINER",
  completion: firstContainer,
  description: paragraphs([
    "Lists the processes in the container, as the sandbox numbers them. --format json prints one object per process;",
    "under --compat of a release before 2026 it prints their numbers alone, as those releases do.",
  ]),
  flags: () => psFlags,
  async run({ services, flags, words, compat }) {
    const id = onlyWord(words, "CONTAINER");
    const needs = { asked: "ps", methods: ["processes"] } as const;
    const processes = await useContainer(await services(), id, needs, (handle) => handle.processes());
    if (flags.format !== "json") return { exitStatus: 0, output: table(processes) };
    const listed = compat === "newest" ? processes : processes.map((process) => process.pid);
    return { exitStatus: 0, output: `${JSON.stringify(listed)}\n` };
  },
});

function table(processes: readonly SandboxProcessInfo[]): string {
  return formatTable(
    ["UID", "PID", "PPID", "C", "TTY", "STIME", "TIME", "CMD"],
    processes.map((process) =>
      [
        process.uid,
        process.pid,
        process.ppid,
        process.c,
        process.tty,
        process.stime,
        process.time,
        process.cmd,
      ].map(String),
    ),
  );
}
