// Streams a folder of the sandbox into a compressed archive of this host, and prints its digest.
// usage: node main.js [--root DIR] CONTAINER FOLDER ARCHIVE.tar.gz
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import { openSandbox } from "sallyport";

const { values, positionals } = parseArgs({ options: { root: { type: "string" } }, allowPositionals: true });
const [id = "", folder = "", archive = ""] = positionals;

const box = await openSandbox(id, values);
const tar = await box.exec(["tar", "-c", "-C", folder, "."]);

/** What tar complains about, a line at a time. */
async function showComplaints() {
  for await (const line of tar.stderr.lines()) console.error(`tar: ${line}`);
}

const digest = createHash("sha256");
let bytes = 0;
const counted = new PassThrough();
counted.on("data", (/** @type {Buffer} */ chunk) => {
  digest.update(chunk);
  bytes += chunk.length;
});

// tar is held up while the disk is slow: nothing piles up here.
await Promise.all([
  pipeline(tar.stdout, counted, createGzip(), createWriteStream(archive)),
  showComplaints(),
]);
const { code, durationMs } = await tar.exit;
console.log(`${bytes} bytes in ${Math.round(durationMs)} ms, sha256 ${digest.digest("hex")}`);
process.exitCode = code === 0 ? 0 : 1;
