export { hasTerminal } from "./has-terminal.ts";
export { type SignalForwarding, type SignalSink, startSignalForwarding } from "./signal-forwarding.ts";
export { openStdio, type Stdio } from "./stdio.ts";
