export { attachTerminal, type AttachedTerminal, type AttachedTerminalOptions } from "./attached-terminal.ts";
export { borrowTerminal, type BorrowedTerminal } from "./borrowed-terminal.ts";
export { defaultDetachKeys, parseDetachKeys } from "./detach-keys.ts";
export { type CommandTerminal, openRemoteTerminal, type Pty } from "./terminal.ts";
export { settleTyped } from "./settle-typed.ts";
export { callersTerminalSize } from "./terminal-size.ts";
export { createKeyWatch, endOfInput } from "./terminal-keys.ts";
