import { execRules } from "@sallyport/core";
import { type ExplainFlags, explainFlags } from "@sallyport/flags";
import { explainExec } from "@sallyport/runtime";
import { defineCommand, firstContainer, success } from "../command.ts";
import { explanationLines } from "../output/explanation.ts";
import { paragraphs } from "../paragraphs.ts";
import { watchOptions } from "../watch-options.ts";
import { optionsOf, readRequest } from "./exec.ts";

const wouldFail = 1;

export const explainCommand = defineCommand<ExplainFlags>({
  name: "explain",
  words: "CONTAINER COMMAND [ARGUMENT...]",
  completion: firstContainer,
  description: paragraphs(
    [
      "Tells what exec would do with the same flags, without starting the command: what is joined or sent, with which",
      "user, capabilities, cgroups and labels, and what would fail. Ends with 1 when something would.",
    ],
    ["Whether the command itself is there is found out by starting it alone."],
    [
      "--plan prints the steps themselves: for a container of runc or crun the system calls of each process, and what",
      "follows where one fails; for a sandbox the request as JSON. Values of variables but PATH and HOME are hidden.",
    ],
    ["  sallyport explain --user 1000 web ls -l"],
    ["  sallyport explain --plan web ls"],
  ),
  flags: (compat) => explainFlags(execRules[compat]),
  async run(context) {
    const request = await readRequest(context);
    const { flags, host } = context;
    const watch = await watchOptions(host, flags);
    const explained = await explainExec(await context.services(), {
      ...optionsOf(context),
      ...watch,
      request,
      plan: flags.plan === true ? (flags.showEnv === true ? "whole" : "hidden") : undefined,
    });
    if (explained.plan !== undefined) return { ...success, output: explained.plan };
    const lines = explanationLines(host, explained);
    const fails = { exitStatus: wouldFail, warnings: ["exec would fail"] };
    const outcome = explained.problems.length === 0 ? success : fails;
    if (flags.json === true) {
      return { ...outcome, output: `${JSON.stringify(lines, undefined, 2)}\n` };
    }
    const width = Math.max(...lines.map(({ subject }) => subject.length));
    const output = lines.map(({ subject, value }) => `${subject.padEnd(width)}  ${value}\n`).join("");
    return { ...outcome, output };
  },
});
