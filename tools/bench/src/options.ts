import { parseArgs } from "node:util";
import { SallyportError } from "@sallyport/core";

export interface Options {
  readonly help: boolean;
  /** Measures what each module costs, instead of the rows. */
  readonly startup: boolean;
  /** Measures the supervisor, instead of the rows. */
  readonly supervisor: boolean;
  /** Commands to run on each level of supervision on a busy machine, to see whether all end rightly; instead of the rows. */
  readonly exits: number | undefined;
  /** Measures the library beside spawning runsc, instead of the rows. */
  readonly library: boolean;
  /** Commands to run by the library, to see what is lost and what grows; instead of the rows. */
  readonly soak: number | undefined;
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
  const { rounds, soak, exits, ...options } = parse(args);
  const { only, output, startup, supervisor, library } = options;
  const unknown = only.find((name) => !rowNames.includes(name));
  if (unknown !== undefined) {
    throw usage(`--only ${unknown}: no such row`, `the rows are ${rowNames.join(", ")}`);
  }
  const asked = { startup, supervisor, library, soak: soak !== undefined, exits: exits !== undefined };
  const modes = Object.entries(asked)
    .filter(([, isAsked]) => isAsked)
    .map(([name]) => `--${name}`);
  const [mode, other] = modes;
  if (other !== undefined) throw usage(`${mode} does not go with ${other}`);
  if (mode !== undefined && only.length > 0) throw usage(`${mode} does not go with --only`);
  if (mode !== undefined && !library && output !== undefined)
    throw usage(`${mode} does not go with --output`);
  return {
    ...options,
    output,
    soak: soak === undefined ? undefined : positive("--soak", soak),
    exits: exits === undefined ? undefined : positive("--exits", exits),
    rounds: positive("--rounds", rounds),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: "boolean", short: "h", default: false },
        startup: { type: "boolean", default: false },
        supervisor: { type: "boolean", default: false },
        library: { type: "boolean", default: false },
        soak: { type: "string" },
        exits: { type: "string" },
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
