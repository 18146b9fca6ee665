import { hasTerminal } from "@sallyport/console";
import { SallyportError } from "@sallyport/core";
import { doFlags } from "@sallyport/flags";
import { runEphemeral } from "@sallyport/runtime";
import { defineCommand } from "../command.ts";
import { endStatus } from "../end-status.ts";
import { watchOptions } from "../watch-options.ts";
import { paragraphs } from "../paragraphs.ts";

export const doCommand = defineCommand({
  name: "do",
  words: "[--] COMMAND [ARGUMENT...]",
  completion: () => "files",
  description: paragraphs(
    [
      "Runs COMMAND in a sandbox of its own on this machine: it sees the machine's files, and what it writes is kept in",
      "memory and thrown away. It has no network, processes and devices of the machine, fresh /tmp and /run folders, and",
      "few privileges. The working directory can be read, and with --rw written, for good.",
    ],
    [
      "All that the command started ends with it when sallyport is killed (--supervise tree). Other levels, time and limits",
      "are as for exec: docs/supervision.md.",
    ],
    ["  sallyport do --timeout 1m -- make test"],
    ["  sallyport do -- sh -c 'rm -rf /usr; ls /usr'"],
  ),
  flags: () => doFlags,
  async run({ host, services, flags, words }) {
    if (words.length === 0) throw new SallyportError("SALLYPORT_USAGE", "COMMAND is required");
    const end = await runEphemeral(await services(), {
      ...(await watchOptions(host, flags)),
      args: words,
      env: flags.env,
      network: flags.network === "host",
      writable: flags.rw ?? false,
      terminal: flags.tty ?? hasTerminal(host),
    });
    return { exitStatus: endStatus(end) };
  },
});
