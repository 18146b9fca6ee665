// Runs every test script of a folder in the sandbox, several at a time, and reports in TAP.
// usage: node main.js [--root DIR] [--jobs N] [--timeout MS] CONTAINER FOLDER
import { parseArgs } from "node:util";
import { openSandbox } from "sallyport";

const { values, positionals } = parseArgs({
  options: {
    root: { type: "string" },
    jobs: { type: "string", default: "4" },
    timeout: { type: "string", default: "60000" },
  },
  allowPositionals: true,
});
const [id = "", folder = ""] = positionals;
const timeoutMs = Number(values.timeout);

const box = await openSandbox(id, values.root === undefined ? {} : { root: values.root });
const controller = new AbortController();
process.once("SIGINT", () => controller.abort(new Error("interrupted")));

const { stdout } = await box.run(["find", folder, "-name", "*.test.sh"]);
const scripts = stdout
  .split("\n")
  .filter((path) => path !== "")
  .toSorted();
const waiting = [...scripts.entries()];
let failures = 0;

async function runWaiting() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [index, script] = next;
    const result = await box.run(["sh", script], {
      cwd: folder,
      stderr: "stdout",
      timeoutMs,
      maxOutputBytes: 64 * 1024,
      signal: controller.signal,
      reject: false,
    });
    const passed = result.code === 0 && !result.timedOut && !result.aborted;
    if (!passed) failures++;
    const why = result.timedOut ? "timed out" : (result.signal ?? `status ${result.code}`);
    console.log(`${passed ? "ok" : "not ok"} ${index + 1} - ${script}${passed ? "" : ` # ${why}`}`);
    if (!passed && result.stdout !== "") console.log(result.stdout.trimEnd().replaceAll(/^/gm, "# "));
  }
}

console.log(`1..${scripts.length}`);
await Promise.all(Array.from({ length: Number(values.jobs) }, runWaiting));
process.exitCode = failures === 0 ? 0 : 1;
