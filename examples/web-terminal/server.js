// A shell of the sandbox in a browser.
// usage: node server.js [--root DIR] [--port N] -- CONTAINER [COMMAND [ARGUMENT]...]
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { openSandbox } from "sallyport";
import { WebSocketServer } from "ws";
import { connectTerminal } from "./connect-terminal.js";

const { values, positionals } = parseArgs({
  options: { root: { type: "string" }, port: { type: "string", default: "8080" } },
  allowPositionals: true,
});
const [id = "", ...argv] = positionals;
const box = await openSandbox(id, values.root === undefined ? {} : { root: values.root });

const { resolve } = createRequire(import.meta.url);
const files = new Map(
  Object.entries({
    "/": ["text/html", "./page.html"],
    "/page.js": ["text/javascript", "./page.js"],
    "/xterm.mjs": ["text/javascript", "@xterm/xterm/lib/xterm.mjs"],
    "/addon-fit.mjs": ["text/javascript", "@xterm/addon-fit/lib/addon-fit.mjs"],
    "/xterm.css": ["text/css", "@xterm/xterm/css/xterm.css"],
  }),
);

const server = createServer((request, response) => {
  const [type = "", file = ""] = files.get(request.url ?? "") ?? [];
  if (file === "") response.writeHead(404).end();
  else response.writeHead(200, { "content-type": type }).end(readFileSync(resolve(file)));
});

/** A page of any other site could open a WebSocket to this host, too. */
function isOwnPage(/** @type {import("node:http").IncomingMessage} */ { headers }) {
  return headers.origin === `http://${headers.host}`;
}

const sockets = new WebSocketServer({
  server,
  maxPayload: 64 * 1024,
  verifyClient: (/** @type {{ req: import("node:http").IncomingMessage }} */ { req }) => isOwnPage(req),
});
sockets.on("connection", (socket) => {
  connectTerminal(box, argv.length === 0 ? ["sh", "-l"] : argv, socket).catch((error) => {
    console.error(error.message);
    socket.close(1011, "the command could not be started");
  });
});

// This host only: whoever reaches it has a shell in the sandbox.
server.listen(Number(values.port), "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") console.log(`http://127.0.0.1:${address?.port}/`);
});

process.once("SIGTERM", async () => {
  server.close();
  for (const socket of sockets.clients) socket.terminate();
  await box[Symbol.asyncDispose]();
});
