import { parseArgs } from "node:util";
import { SallyportError } from "@sallyport/core";

export interface Options {
  readonly help: boolean;
  /** Measures what each module costs, instead of the rows. */
  readonly startup: boolean;
  /** Measures the supervisor, instead of the rows. */
  readonly supervisor: boolean;
  /** Of the rows that are quick. */
  readonly rounds: number;
  /** Names of rows; empty for all of them. */
  readonly only: readonly string[];
  /** Where the report goes beside stdout. */
  readonly output: string | undefined;
}

const defaultRounds = 40;
const hint = "pnpm bench --help shows the options";

/** @throws SallyportError SALLYPORT_USAGE */
export function parseOptions(args: readonly string[], rowNames: readonly string[]): Options {
  const { help, startup, supervisor, rounds, only, output } = parse(args);
  const unknown = only.find((name) => !rowNames.includes(name));
  if (unknown !== undefined) {
    throw usage(`--only ${unknown}: no such row`, `the rows are ${rowNames.join(", ")}`);
  }
  if (startup && supervisor) throw usage("--startup does not go with --supervisor");
  if ((startup || supervisor) && (only.length > 0 || output !== undefined)) {
    throw usage(`${startup ? "--startup" : "--supervisor"} goes with --rounds only`);
  }
  return { help, startup, supervisor, rounds: positive("--rounds", rounds), only, output };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: "boolean", short: "h", default: false },
        startup: { type: "boolean", default: false },
        supervisor: { type: "boolean", default: false },
        rounds: { type: "string", default: String(defaultRounds) },
        only: { type: "string", multiple: true, default: [] },
        output: { type: "string" },
      },
    }).values;
  } catch (error) {
    const [reason = ""] = String(error instanceof Error ? error.message : error).split(". ");
    throw usage(reason.charAt(0).toLowerCase() + reason.slice(1));
  }
}

function positive(flag: string, text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw usage(`${flag} ${text}: a number from 1 to 99999 is needed`);
  return Number(text);
}

function usage(message: string, advice = hint): SallyportError {
  return new SallyportError("SALLYPORT_USAGE", message, { hint: advice });
}
