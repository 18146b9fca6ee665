import { isSallyportError } from "@sallyport/core";
import { quickstart } from "./quickstart.ts";
import { runtimes } from "./runtimes.ts";
import { verify } from "./verify.ts";

/** Each gives the exit status. */
const commands: Readonly<Record<string, () => Promise<number>>> = { quickstart, runtimes, verify };

const command = commands[process.argv[2] ?? ""];
if (command === undefined) {
  console.error(`usage: main.js ${Object.keys(commands).join(" | ")}`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!isSallyportError(error)) throw error;
    console.error(`${process.argv[2]}: ${error.message}`);
    if (error.hint !== undefined) console.error(error.hint);
    process.exitCode = 1;
  }
}
