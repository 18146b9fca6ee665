export { appendText } from "./helpers/append-text.ts";
export { type ConnectOptions, connectSocket } from "./helpers/connect-socket.ts";
export { exists } from "./helpers/exists.ts";
export { readable } from "./helpers/readable.ts";
export { type ReadLimits, readText, readToEnd, readWholeFile } from "./helpers/read-whole-file.ts";
export { sendAll } from "./helpers/send-all.ts";
export { withLock } from "./helpers/with-lock.ts";
export { writeAll } from "./helpers/write-all.ts";
export { writeFileAtomically } from "./helpers/write-file-atomically.ts";
export { type Child, type Children, type SpawnRequest } from "./port/children.ts";
export { type Clock, type Delay } from "./port/clock.ts";
export { type Descriptors, type Readiness, type ReadinessWait } from "./port/descriptors.ts";
export { type FileKind, type Files, type FileStatus, type OpenFlags } from "./port/files.ts";
export { type Host } from "./port/host.ts";
export { type ProcessContext } from "./port/process-context.ts";
export { type Signals } from "./port/signals.ts";
export {
  type PeerCredentials,
  type ReceivedMessage,
  type SocketAddress,
  type Sockets,
} from "./port/sockets.ts";
export { type TerminalMode, type Terminals, type WindowSize } from "./port/terminals.ts";
export { type Text } from "./port/text.ts";
