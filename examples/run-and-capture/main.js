// Runs a command and shows all there is to know about it.
// usage: node main.js [--root DIR] -- CONTAINER COMMAND [ARGUMENT]...
import { parseArgs } from "node:util";
import { isExecError, isSallyportError, openSandbox } from "sallyport";

const { values, positionals } = parseArgs({ options: { root: { type: "string" } }, allowPositionals: true });
const [id = "", ...argv] = positionals;

try {
  const box = await openSandbox(id, values);
  const { stdout, stderr, durationMs } = await box.run(argv, { timeoutMs: 60_000 });
  console.log(JSON.stringify({ stdout, stderr, durationMs }, undefined, 2));
} catch (error) {
  if (isExecError(error)) {
    const { reason, code, signal, timedOut, stdout, stderr } = error;
    console.log(JSON.stringify({ reason, code, signal, timedOut, stdout, stderr }, undefined, 2));
    process.exitCode = 1;
  } else if (isSallyportError(error)) {
    console.error(`${error.code}: ${error.message}`);
    if (error.hint !== undefined) console.error(error.hint);
    process.exitCode = 2;
  } else throw error;
}
