import { printable } from "@sallyport/core";
import { type DoctorFlags, doctorFlags } from "@sallyport/flags";
import { defineCommand, success } from "../command.ts";
import { checkMachine } from "../doctor/check-machine.ts";
import { noWords } from "../only-word.ts";
import { paragraphs } from "../paragraphs.ts";

const unhealthy = 1;

export const doctorCommand = defineCommand<DoctorFlags>({
  name: "doctor",
  words: "",
  description: paragraphs(
    [
      "Looks at what sallyport needs on this machine: permissions, the kernel, containers and their sockets, its own",
      "programs, engines and runtimes, and what install wrote. Ends with 1 when something is wrong.",
    ],
    ["  sallyport doctor --json"],
  ),
  flags: () => doctorFlags,
  async run({ host, services, flags, words }) {
    noWords(words, "doctor");
    const findings = await checkMachine(host, await services());
    const faults = findings.filter(({ verdict }) => verdict === "wrong").length;
    const outcome =
      faults === 0 ? success : { exitStatus: unhealthy, warnings: [`${faults} found to be wrong`] };
    if (flags.json === true) return { ...outcome, output: `${JSON.stringify(findings, undefined, 2)}\n` };
    const line = ({ verdict, subject, detail }: (typeof findings)[number]) =>
      `${verdict.padEnd(5)}  ${subject}: ${printable(detail)}\n`;
    return { ...outcome, output: findings.map(line).join("") };
  },
});
