import { isSallyportError } from "@sallyport/core";
import { bench } from "./bench.ts";
import { benchLibrary } from "./library/bench-library.ts";
import { benchSoak } from "./library/bench-soak.ts";
import { parseOptions } from "./options.ts";
import { rows } from "./rows.ts";
import { benchStartup } from "./startup/bench-startup.ts";
import { benchExits } from "./supervisor/bench-exits.ts";
import { benchSupervisor } from "./supervisor/bench-supervisor.ts";
import { usageText } from "./usage.ts";

// So that what was started is removed: it is at the exit of this process.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1));

try {
  const options = parseOptions(
    process.argv.slice(2),
    rows.map(({ name }) => name),
  );
  if (options.help) console.log(usageText(rows));
  else if (options.supervisor) await benchSupervisor(options.rounds);
  else if (options.startup) await benchStartup(options.rounds);
  else if (options.library) await benchLibrary(options);
  else if (options.soak !== undefined) process.exitCode = (await benchSoak(options.soak)) ? 0 : 1;
  else if (options.exits !== undefined) process.exitCode = (await benchExits(options.exits)) ? 0 : 1;
  else await bench(options);
} catch (error) {
  if (!isSallyportError(error)) throw error;
  console.error(`bench: ${error.message}`);
  if (error.hint !== undefined) console.error(error.hint);
  process.exitCode = error.code === "SALLYPORT_USAGE" ? 2 : 1;
}
