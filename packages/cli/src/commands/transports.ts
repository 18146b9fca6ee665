import { transportsFlags } from "@sallyport/flags";
import { type Services, TRANSPORTS } from "@sallyport/runtime";
import { type ListedTransport, listTransports } from "@sallyport/runtime/transports";
import { completeCapabilities, type TransportCapabilities } from "@sallyport/transport";
import { builtInIds, builtInTransports } from "../built-in-transports.ts";
import { defineCommand } from "../command.ts";
import { noWords } from "../only-word.ts";
import { formatTable } from "../output/table.ts";
import { paragraphs } from "../paragraphs.ts";

/** One transport, as `--json` prints it. */
interface TransportReport {
  /** What `--transport` takes. */
  readonly name: string;
  readonly source: "built-in" | ListedTransport["source"];
  readonly id?: string;
  readonly package?: string;
  readonly version?: string;
  readonly folder?: string;
  readonly api?: string;
  readonly summary?: string;
  readonly capabilities?: TransportCapabilities;
  /** Why it cannot be used. */
  readonly problem?: string;
}

export const transportsCommand = defineCommand({
  name: "transports",
  uses: "configuration",
  words: "",
  description: paragraphs(
    [
      "Lists the transports that are built in, those that the configuration names, and those that are installed beside",
      "the configuration files or beside sallyport, as packages @sallyport/transport-NAME or sallyport-transport-NAME.",
    ],
    ["Nothing of them is run: all that is shown comes from their package.json."],
  ),
  flags: () => transportsFlags,
  async run({ host, services, transportSources, flags, words }) {
    noWords(words, "transports");
    const reports = [
      ...builtInReports(await services()),
      ...listTransports(host, transportSources, builtInIds).map(reportOf),
    ];
    const warnings = reports.flatMap(({ name, problem }) =>
      problem === undefined ? [] : [`transport "${name}" cannot be used: ${problem}`],
    );
    const output = flags.json === true ? `${JSON.stringify(reports, undefined, 2)}\n` : table(reports);
    return { exitStatus: 0, output, warnings: flags.json === true ? [] : warnings };
  },
});

function builtInReports(services: Services): TransportReport[] {
  return services.resolve(TRANSPORTS).map(({ id, api, capabilities }) => ({
    name: id,
    source: "built-in",
    id,
    api,
    summary: builtInTransports[id] ?? "",
    capabilities: completeCapabilities(capabilities),
  }));
}

function reportOf(listed: ListedTransport): TransportReport {
  const { name, source } = listed;
  if ("problem" in listed) return { name, source, problem: listed.problem };
  const { manifest, folder, version } = listed.package;
  const { id, api, summary, capabilities } = manifest;
  return {
    name,
    source,
    id,
    package: listed.package.name,
    version,
    folder,
    api,
    summary,
    capabilities: completeCapabilities(capabilities),
  };
}

function table(reports: readonly TransportReport[]): string {
  return formatTable(
    ["NAME", "SOURCE", "VERSION", "SUMMARY"],
    reports.map(({ name, source, version, summary, problem }) => [
      name,
      source,
      version ?? "",
      problem === undefined ? (summary ?? "") : "cannot be used",
    ]),
  );
}
