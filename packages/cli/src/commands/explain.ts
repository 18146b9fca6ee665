import { execRules } from "@sallyport/core";
import { type ExplainFlags, explainFlags } from "@sallyport/flags";
import { explainExec } from "@sallyport/runtime";
import { defineCommand, firstContainer, success } from "../command.ts";
import { explanationLines } from "../output/explanation.ts";
import { paragraphs } from "../paragraphs.ts";
import { optionsOf, readRequest } from "./exec.ts";

const wouldFail = 1;

export const explainCommand = defineCommand<ExplainFlags>({
  name: "explain",
  words: "CONTAINER COMMAND [ARGUMENT...]",
  description: paragraphs(
  completion: firstContainer,
    [
      "Tells what exec would do with the same flags, without starting the command: what is joined or sent, with which",
      "user, capabilities, cgroups and labels, and what would fail. Ends with 1 when something would.",
    ],
    ["Whether the command itself is there is found out by starting it alone."],
    ["  sallyport explain --user 1000 web ls -l"],
  ),
  flags: (compat) => explainFlags(execRules[compat]),
  async run(context) {
    const request = await readRequest(context);
    const explained = await explainExec(await context.services(), { ...optionsOf(context), request });
    const lines = explanationLines(context.host, explained);
    const fails = { exitStatus: wouldFail, warnings: ["exec would fail"] };
    const outcome = explained.problems.length === 0 ? success : fails;
    if (context.flags.json === true) {
      return { ...outcome, output: `${JSON.stringify(lines, undefined, 2)}\n` };
    }
    const width = Math.max(...lines.map(({ subject }) => subject.length));
    const output = lines.map(({ subject, value }) => `${subject.padEnd(width)}  ${value}\n`).join("");
    return { ...outcome, output };
  },
});
