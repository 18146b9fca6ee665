/** Bytes that may wait for the browser before the command does. */
const mostWaiting = 1024 * 1024;

/**
 * Starts a command in a terminal for one browser: binary messages are what is typed and shown, text ones are a new size
 * as JSON.
 *
 * @param {import("sallyport").Sandbox} box
 * @param {readonly string[]} argv
 * @param {import("ws").WebSocket} socket
 */
export async function connectTerminal(box, argv, socket) {
  const pty = await box.pty(argv, { encoding: null });
  pty.onData((bytes) => {
    socket.send(bytes, () => {
      if (socket.bufferedAmount < mostWaiting) pty.resume();
    });
    if (socket.bufferedAmount >= mostWaiting) pty.pause();
  });
  pty.onExit(({ exitCode, signal }) => socket.close(1000, `ended with ${signal ?? exitCode}`));
  socket.on("message", (message, isBinary) => {
    if (!Buffer.isBuffer(message)) return;
    if (isBinary) return pty.write(message);
    const size = readSize(message.toString());
    if (size === undefined) return socket.close(1008, "not a size");
    pty.resize(size.cols, size.rows);
  });
  // The command ends with its page.
  socket.on("close", () => void pty[Symbol.asyncDispose]());
  if (socket.readyState !== socket.OPEN) await pty[Symbol.asyncDispose]();
}

/** @param {string} text */
function readSize(text) {
  try {
    const { cols, rows } = JSON.parse(text);
    return isCount(cols) && isCount(rows) ? { cols, rows } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {unknown} value */
function isCount(value) {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) < 1000;
}
