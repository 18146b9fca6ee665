export { attachTerminal, type AttachedTerminal, type AttachedTerminalOptions } from "./attached-terminal.ts";
export { type CommandStreams, type TransferredBytes } from "./command-streams.ts";
export { openDetachedStdio } from "./detached-stdio.ts";
export { defaultDetachKeys, parseDetachKeys } from "./detach-keys.ts";
export { hasTerminal } from "./has-terminal.ts";
export { type SignalForwarding, type SignalSink, startSignalForwarding } from "./signal-forwarding.ts";
export { openStdio } from "./stdio.ts";
export { type CommandTerminal, openRemoteTerminal } from "./terminal.ts";
export { callersTerminalSize } from "./terminal-size.ts";
