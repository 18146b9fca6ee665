import { FitAddon } from "@xterm/addon-fit";
import { Terminal } from "@xterm/xterm";

const terminal = new Terminal();
const fit = new FitAddon();
terminal.loadAddon(fit);
terminal.open(document.getElementById("terminal") ?? document.body);

const socket = new WebSocket(`ws://${location.host}/`);
socket.binaryType = "arraybuffer";
const encoder = new TextEncoder();

terminal.onData((text) => socket.send(encoder.encode(text)));
// What is no text: reports of the mouse.
terminal.onBinary((text) => socket.send(Uint8Array.from(text, (character) => character.charCodeAt(0))));
terminal.onResize(({ cols, rows }) => socket.send(JSON.stringify({ cols, rows })));

socket.addEventListener("message", ({ data }) => terminal.write(new Uint8Array(data)));
socket.addEventListener("close", ({ reason }) => terminal.write(`\r\n[${reason}]\r\n`));
socket.addEventListener("open", () => {
  fit.fit();
  socket.send(JSON.stringify({ cols: terminal.cols, rows: terminal.rows }));
  terminal.focus();
});
window.addEventListener("resize", () => fit.fit());
