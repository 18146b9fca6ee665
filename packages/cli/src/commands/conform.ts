import { SallyportError } from "@sallyport/core";
import { conformFlags } from "@sallyport/flags";
import { findTarget, HOST } from "@sallyport/runtime";
import {
  type ConformanceCase,
  conformanceCases,
  type ConformanceReport,
  runConformance,
  tap,
} from "@sallyport/testkit/conformance";
import { defineCommand } from "../command.ts";
import { noWords } from "../only-word.ts";
import { paragraphs } from "../paragraphs.ts";

const someFailed = 1;

export const conformCommand = defineCommand({
  name: "conform",
  words: "",
  description: paragraphs(
    [
      "Tries whether a transport keeps to its contract, in a container that runs and has a POSIX shell. A case is left",
      "out only when the transport does not declare what it is about, or when it would destroy the container. Prints TAP,",
      "or one JSON object; the exit status is 1 when a case has failed.",
    ],
    [
      "The container should be nobody else's meanwhile: programs run in it as root, read, write and are killed.",
    ],
    ["  sallyport conform --transport ./my-transport --container box"],
  ),
  flags: () => conformFlags,
  async run({ services, print, flags, words }) {
    noWords(words, "conform");
    const { container: id, json = false } = flags;
    if (id === undefined) throw new SallyportError("SALLYPORT_USAGE", "--container is required");
    const cases = chosenCases(flags.only);
    const resolver = await services({ transport: flags.transport });
    const { transport, options, container } = await findTarget(resolver, id);
    if (!json) await print(tap.start(cases.length));
    let number = 0;
    const report = await runConformance(
      { host: resolver.resolve(HOST), transport, options, container },
      {
        cases,
        async onResult(result) {
          number += 1;
          if (!json) await print(tap.result(result, number));
        },
      },
    );
    return {
      exitStatus: report.failed > 0 ? someFailed : 0,
      output: json ? asJson(report) : tap.end(report),
    };
  },
});

function asJson(report: ConformanceReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** By ids, and by groups: what comes before the slash. */
function chosenCases(only: readonly string[]): readonly ConformanceCase[] {
  if (only.length === 0) return conformanceCases;
  const unknown = only.find((asked) => !conformanceCases.some((each) => namesOf(each).includes(asked)));
  if (unknown !== undefined) throw new SallyportError("SALLYPORT_USAGE", `there is no case "${unknown}"`);
  return conformanceCases.filter((each) => namesOf(each).some((name) => only.includes(name)));
}

function namesOf({ id }: ConformanceCase): readonly string[] {
  return [id, id.replace(/\/.*$/, "")];
}
